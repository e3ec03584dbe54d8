import { type Scope, grants } from '../scopes.ts';

type EventKind = { scope: Scope; means: string; keys?: Readonly<Record<string, Scope>> };

/**
 * Every kind of event, with the scope that reads it: that of the operation that reads the record. What
 * a token may not read there, it is not shown in the feed or in a contact's history either. The events
 * of users, of deleted locations and of management's own integrations are of the installation, and in
 * no location's feed. `keys` are those of `before` and `after` that another scope reads.
 */
export const eventTypes = {
  'contact.created': { scope: 'contacts.readonly', means: 'A contact was made.' },
  'contact.updated': {
    scope: 'contacts.readonly',
    means: 'Fields, tags, followers or addresses of a contact changed.',
  },
  'contact.deleted': { scope: 'contacts.readonly', means: 'A contact was deleted.' },
  'contact.restored': { scope: 'contacts.readonly', means: 'A deleted contact was brought back.' },
  'contact.erased': {
    scope: 'contacts.readonly',
    means: 'A contact was erased; this is all that is left of it.',
  },
  'note.created': { scope: 'contacts.readonly', means: 'A note was written.' },
  'note.updated': { scope: 'contacts.readonly', means: 'A note changed.' },
  'note.deleted': { scope: 'contacts.readonly', means: 'A note was deleted.' },
  'task.created': {
    scope: 'contacts.readonly',
    means: 'A task was made, by a request or by a recurring task.',
  },
  'task.updated': { scope: 'contacts.readonly', means: 'A task changed.' },
  'task.completed': { scope: 'contacts.readonly', means: 'A task was done.' },
  'task.deleted': { scope: 'contacts.readonly', means: 'A task was deleted.' },
  'file.uploaded': {
    scope: 'contacts.readonly',
    means: 'A file was uploaded, for a contact or a custom field.',
  },
  'campaign.enrolled': {
    scope: 'contacts.readonly',
    keys: { name: 'campaigns.readonly' },
    means: 'A contact was added to a campaign.',
  },
  'campaign.removed': {
    scope: 'contacts.readonly',
    keys: { name: 'campaigns.readonly' },
    means: 'A contact was taken off a campaign.',
  },
  'workflow.enrolled': {
    scope: 'contacts.readonly',
    keys: { name: 'workflows.readonly' },
    means: 'A contact was added to a workflow, or again.',
  },
  'workflow.removed': {
    scope: 'contacts.readonly',
    keys: { name: 'workflows.readonly' },
    means: 'A contact was taken off a workflow.',
  },
  'campaign.created': { scope: 'campaigns.readonly', means: 'A campaign was made.' },
  'campaign.updated': { scope: 'campaigns.readonly', means: 'A campaign changed.' },
  'campaign.deleted': { scope: 'campaigns.readonly', means: 'A campaign was deleted.' },
  'campaign.enrolments-kept': {
    scope: 'campaigns.readonly',
    means: 'Taking the contacts off a deleted campaign was cancelled; the rest stays as it is.',
  },
  'workflow.created': { scope: 'workflows.readonly', means: 'A workflow was made.' },
  'workflow.updated': { scope: 'workflows.readonly', means: 'A workflow changed.' },
  'workflow.deleted': { scope: 'workflows.readonly', means: 'A workflow was deleted.' },
  'workflow.enrolments-kept': {
    scope: 'workflows.readonly',
    means: 'Taking the contacts off a deleted workflow was cancelled; the rest stays as it is.',
  },
  'recurringTask.created': {
    scope: 'locations/tasks.readonly',
    means: 'A recurring task was set up.',
  },
  'recurringTask.updated': {
    scope: 'locations/tasks.readonly',
    means: 'A recurring task changed.',
  },
  'recurringTask.deleted': {
    scope: 'locations/tasks.readonly',
    means: 'A recurring task was deleted; the tasks it made stay.',
  },
  'appointment.created': {
    scope: 'calendars/events.readonly',
    means: 'An appointment was made.',
  },
  'appointment.updated': { scope: 'calendars/events.readonly', means: 'An appointment changed.' },
  'appointment.deleted': {
    scope: 'calendars/events.readonly',
    means: 'An appointment was deleted.',
  },
  'tag.created': { scope: 'locations/tags.readonly', means: 'A tag was listed by name.' },
  'tag.updated': { scope: 'locations/tags.readonly', means: 'A tag was renamed.' },
  'tag.deleted': {
    scope: 'locations/tags.readonly',
    means: 'A tag was deleted, and taken off its contacts.',
  },
  'customField.created': {
    scope: 'locations/customFields.readonly',
    means: 'A custom field was made.',
  },
  'customField.updated': {
    scope: 'locations/customFields.readonly',
    means: 'A custom field changed.',
  },
  'customField.deleted': {
    scope: 'locations/customFields.readonly',
    means: 'A custom field was deleted, with its values.',
  },
  'customField.values-kept': {
    scope: 'locations/customFields.readonly',
    means: 'Taking the values of a deleted custom field off was cancelled; those left stay.',
  },
  'customFieldFolder.created': {
    scope: 'locations/customFields.readonly',
    means: 'A folder of custom fields was made.',
  },
  'customFieldFolder.updated': {
    scope: 'locations/customFields.readonly',
    means: 'A folder of custom fields was renamed.',
  },
  'customFieldFolder.deleted': {
    scope: 'locations/customFields.readonly',
    means: 'A folder of custom fields was deleted.',
  },
  'customValue.created': {
    scope: 'locations/customValues.readonly',
    means: 'A custom value was made.',
  },
  'customValue.updated': {
    scope: 'locations/customValues.readonly',
    means: 'A custom value changed.',
  },
  'customValue.deleted': {
    scope: 'locations/customValues.readonly',
    means: 'A custom value was deleted.',
  },
  'business.created': { scope: 'businesses.readonly', means: 'A business was made.' },
  'business.updated': { scope: 'businesses.readonly', means: 'A business changed.' },
  'business.deleted': { scope: 'businesses.readonly', means: 'A business was deleted.' },
  'smartList.created': { scope: 'contacts.readonly', means: 'A smart list was saved.' },
  'smartList.updated': { scope: 'contacts.readonly', means: 'A smart list changed.' },
  'smartList.deleted': { scope: 'contacts.readonly', means: 'A smart list was deleted.' },
  'location.created': { scope: 'locations.readonly', means: 'The location was made.' },
  'location.updated': {
    scope: 'locations.readonly',
    means: 'The profile or the settings of the location changed.',
  },
  'location.deleted': { scope: 'locations.readonly', means: 'A location was deleted.' },
  'integration.created': {
    scope: 'integrations.readonly',
    means: 'A Private Integration was made.',
  },
  'integration.updated': {
    scope: 'integrations.readonly',
    means: 'A Private Integration changed.',
  },
  'integration.rotated': {
    scope: 'integrations.readonly',
    means: 'A Private Integration got a new token.',
  },
  'integration.rotation-cancelled': {
    scope: 'integrations.readonly',
    means: 'The token before the last rotation was kept instead.',
  },
  'integration.revoked': {
    scope: 'integrations.readonly',
    means: 'A Private Integration was revoked.',
  },
  'integration.deleted': {
    scope: 'integrations.readonly',
    means: 'A Private Integration was deleted with its tokens.',
  },
  'user.created': { scope: 'users.readonly', means: 'A user was made.' },
  'user.updated': { scope: 'users.readonly', means: 'A user changed.' },
  'user.invited': {
    scope: 'users.readonly',
    means: 'A link was made with which a user sets a password.',
  },
  'user.deleted': { scope: 'users.readonly', means: 'A user was deleted.' },
} as const satisfies Readonly<Record<string, EventKind>>;

export type EventType = keyof typeof eventTypes;

/** In the order of the documentation. */
export const eventTypeNames: readonly EventType[] = Object.keys(eventTypes).filter(isEventType);

export function isEventType(name: string): name is EventType {
  return Object.hasOwn(eventTypes, name);
}

/** The types that a token with these scopes may read. */
export function eventTypesFor(granted: readonly string[]): EventType[] {
  return eventTypeNames.filter((type) => grants(granted, eventTypes[type].scope));
}

/** The keys of the values of an event of this type that a token with these scopes may not read. */
export function withheldKeys(type: EventType, granted: readonly string[]): string[] {
  const { keys = {} }: EventKind = eventTypes[type];
  return Object.entries(keys)
    .filter(([, scope]) => !grants(granted, scope))
    .map(([key]) => key);
}
