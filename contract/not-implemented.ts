/**
 * Published operations that are missing here, by document and operationId, and why. Who adds an
 * operation deletes its line; a test holds this to the contract both ways.
 */
export const notImplemented: Readonly<Record<string, string>> = {
  'locations GET-all-or-email-sms-templates': 'there are no templates of e-mails or texts here',
  'locations DELETE-an-email-sms-template': 'there are no templates of e-mails or texts here',
  'calendars get-appointment-notes': 'notes hang on contacts here, not on appointments',
  'calendars create-appointment-note': 'notes hang on contacts here, not on appointments',
  'calendars update-appointment-note': 'notes hang on contacts here, not on appointments',
  'calendars delete-appointment-note': 'notes hang on contacts here, not on appointments',
  'locations get-location-permissions': 'permissions of the agency menu have no counterpart here',
  'locations update-location-permissions':
    'permissions of the agency menu have no counterpart here',
  'locations get-conversation-channel': 'there are no conversations here',
};
