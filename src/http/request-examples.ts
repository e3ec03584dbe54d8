export const exampleContact = {
  locationId: '{{locationId}}',
  firstName: 'Jane',
  lastName: 'Smith',
  email: '{{email}}',
  phone: '+15551234567',
  tags: ['api-test'],
  source: 'API',
};
const tagged = { field: 'tags', operator: 'eq', value: 'newsletter' };
const tags = { tags: ['newsletter'] };
const followers = { followers: ['{{userId}}'] };
const note = { title: 'Called', body: '<p>Wants the blue one</p>' };
const task = { title: 'Call back', dueDate: '2030-01-31T09:00:00Z', completed: false };
const recurring = {
  title: 'Monday call',
  contactIds: ['{{contactId}}'],
  rruleOptions: {
    intervalType: 'weekly',
    interval: 1,
    dayOfWeek: 'MO',
    startDate: '2030-01-07T09:00:00Z',
    dueAfterSeconds: 3600,
  },
};
const field = { name: 'Shirt size', dataType: 'SINGLE_OPTIONS', options: ['Small', 'Large'] };
const inLocation = { locationId: '{{locationId}}' };
const objectField = {
  ...inLocation,
  objectKey: 'business',
  name: 'Tier',
  dataType: 'SINGLE_OPTIONS',
  fieldKey: 'tier',
  parentId: '',
  showInForms: true,
  options: [
    { key: 'gold', label: 'Gold' },
    { key: 'silver', label: 'Silver' },
  ],
};
const user = {
  companyId: 'mine',
  firstName: 'Ida',
  lastName: 'Berg',
  email: 'ida@example.com',
  password: 'Choose-1-of-your-own',
  type: 'account',
  role: 'user',
  locationIds: ['{{locationId}}'],
};
const appointment = {
  title: 'Fitting',
  startTime: '2030-01-31T09:00:00+01:00',
  endTime: '2030-01-31T10:00:00+01:00',
};

/**
 * What to send with each operation that takes a body, by its id. An id is written as the Postman collection
 * has it, `{{contactId}}`.
 */
export const exampleBodies: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'create-contact': exampleContact,
  'upsert-contact': exampleContact,
  'update-contact': { city: 'Bern' },
  'put-additional-emails-and-phones': {
    additionalEmails: [{ email: 'jane@work.example', label: 'work' }],
  },
  'search-contacts-advanced': {
    ...inLocation,
    pageLimit: 20,
    filters: [tagged],
  },
  'count-facets': {
    ...inLocation,
    filters: [tagged],
    facets: ['tags', 'source', 'dateAdded:month'],
    limit: 10,
  },
  'count-contacts': { ...inLocation, filters: [tagged] },
  'create-smart-list': { ...inLocation, name: 'Newsletter', filters: [tagged], shared: true },
  'update-smart-list': { name: 'Letter' },
  'add-tags': tags,
  'remove-tags': tags,
  'create-association': { ...inLocation, contacts: ['{{contactId}}'], ...tags },
  'bulk-tag-contacts': { contactIds: ['{{contactId}}'], ...tags, action: 'add' },
  'add-followers-contact': followers,
  'remove-followers-contact': followers,
  'create-note': note,
  'update-note': note,
  'create-task': task,
  'update-task': task,
  'update-task-completed': { completed: true },
  'task-search': { completed: false },
  'create-recurring-task': recurring,
  'update-recurring-task': { title: 'Tuesday call' },
  'create-custom-field': field,
  'update-custom-field': { name: 'Size' },
  'create-object-field': objectField,
  'update-object-field': { ...inLocation, name: 'Level' },
  'create-custom-field-folder': { ...inLocation, objectKey: 'business', name: 'Terms' },
  'update-custom-field-folder': { ...inLocation, name: 'Conditions' },
  'put-location': { name: 'My location' },
  'create-location': { companyId: 'mine', name: 'Another location' },
  'create-tag': { name: 'newsletter' },
  'update-tag': { name: 'letter' },
  'merge-tag': { into: '{{tagId}}' },
  'create-custom-value': { name: 'Office hours', value: '9 to 5' },
  'update-custom-value': { name: 'Office hours', value: '8 to 4' },
  'create-user': user,
  'update-user': { companyId: 'mine', lastName: 'Keller' },
  'filter-users-by-email': { companyId: 'mine', emails: 'ida@example.com' },
  'create-business': { ...inLocation, name: 'Keller Boats' },
  'update-business': { name: 'Keller and Berg' },
  'add-remove-contact-from-business': {
    ...inLocation,
    ids: ['{{contactId}}'],
    businessId: '{{businessId}}',
  },
  'create-campaign': { name: 'Newsletter' },
  'update-campaign': { name: 'Letter' },
  'create-workflow': { name: 'Welcome' },
  'update-workflow': { name: 'Good to see you' },
  'add-contact-to-workflow': { eventStartTime: '2030-01-31T09:00:00+01:00' },
  'delete-contact-from-workflow': {},
  'create-appointment': {
    ...inLocation,
    contactId: '{{contactId}}',
    calendarId: 'office',
    ...appointment,
  },
  'edit-appointment': appointment,
  'create-integration': { name: 'My client', scopes: ['contacts'] },
  'update-integration': { name: 'My other client' },
  'rotate-integration': { expirePrevious: 'later' },
  'set-user-active': { active: false },
  'change-password': { password: 'Choose-1-of-your-own', newPassword: 'Choose-2-of-your-own' },
  'accept-invitation': {
    key: 'What-follows-the-hash-in-the-link',
    password: 'Choose-1-of-your-own',
  },
  'sign-in': { email: 'ada@example.com', password: 'Choose-1-of-your-own' },
  'set-up': {
    key: 'What-follows-the-hash-in-the-link',
    firstName: 'Ada',
    lastName: 'Byron',
    email: 'ada@example.com',
    password: 'Choose-1-of-your-own',
  },
  'check-link': { key: 'What-follows-the-hash-in-the-link' },
};

/** Of the kind that ids have; each stands for whatever the reader has. */
const exampleValues: Readonly<Record<string, string>> = {
  locationId: '0Vbvmi8RQJ152YLIksgd',
  email: 'jane@example.com',
};
const exampleId = 'sx6wyHhbFdRXh302Lunr';

/** The same with ids in place of their names, for who has no variables. */
export function exampleBody(operationId: string): unknown {
  const body = exampleBodies[operationId];
  if (body === undefined) return undefined;
  const filled = JSON.stringify(body).replaceAll(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => exampleValues[name] ?? exampleId,
  );
  return JSON.parse(filled);
}
