// Written by npm run gen, from the server's own tables.
export type SearchOperator = 'eq' | 'not_eq' | 'contains' | 'not_contains' | 'exists' | 'not_exists' | 'range' | 'nested';
export type SearchKind = 'text' | 'number' | 'boolean' | 'time' | 'date' | 'email' | 'country' | 'phone' | 'tags' | 'unknown';
export type SearchableField = { kind: SearchKind; operators: readonly SearchOperator[] };

export const searchFields = {
  'id': { kind: 'text', operators: ['eq', 'not_eq'] },
  'address': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'address1': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'city': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'businessName': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'companyName': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'firstName': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'firstNameLowerCase': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'lastName': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'lastNameLowerCase': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'contactName': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'phone': { kind: 'phone', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'postalCode': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'source': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'state': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'tags': { kind: 'tags', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'assignedTo': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'businessId': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'country': { kind: 'country', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'dnd': { kind: 'boolean', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'email': { kind: 'email', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'followers': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'timezone': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'type': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'website': { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  'dateAdded': { kind: 'time', operators: ['range', 'exists', 'not_exists'] },
  'dateUpdated': { kind: 'time', operators: ['range', 'exists', 'not_exists'] },
  'lastAppointment': { kind: 'time', operators: ['range', 'exists', 'not_exists'] },
  'lastActivity': { kind: 'time', operators: ['range', 'exists', 'not_exists'] },
  'nextTaskDue': { kind: 'time', operators: ['range', 'exists', 'not_exists'] },
  'openTasks': { kind: 'number', operators: ['eq', 'not_eq', 'exists', 'not_exists', 'range'] },
  'notes': { kind: 'text', operators: ['contains', 'not_contains', 'exists', 'not_exists'] },
  'createdBy': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'createdBy.source': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'dateOfBirth': { kind: 'date', operators: ['range', 'exists', 'not_exists'] },
  'inboundDndSettings.all.status': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'activeWorkflows': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'finishedWorkflows': { kind: 'unknown', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'isValidWhatsapp': { kind: 'unknown', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'validEmail': { kind: 'unknown', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'lastEmailClickedDate': { kind: 'unknown', operators: ['range', 'exists', 'not_exists'] },
  'lastEmailOpenedDate': { kind: 'unknown', operators: ['range', 'exists', 'not_exists'] },
  'opportunities': { kind: 'unknown', operators: ['nested'] },
  'dndSettings.Call.status': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'dndSettings.Email.status': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'dndSettings.SMS.status': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'dndSettings.WhatsApp.status': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'dndSettings.GMB.status': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'dndSettings.FB.status': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  'dndSettings.RCS.status': { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
} as const satisfies Readonly<Record<string, SearchableField>>;

/** By the type of a custom field. */
export const customFieldSearch: Readonly<Record<string, SearchableField>> = {
  TEXT: { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  LARGE_TEXT: { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  NUMERICAL: { kind: 'number', operators: ['eq', 'not_eq', 'exists', 'not_exists', 'range'] },
  PHONE: { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  MONETORY: { kind: 'number', operators: ['eq', 'not_eq', 'exists', 'not_exists', 'range'] },
  EMAIL: { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  DATE: { kind: 'date', operators: ['range', 'exists', 'not_exists', 'eq', 'not_eq'] },
  SINGLE_OPTIONS: { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  RADIO: { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] },
  MULTIPLE_OPTIONS: { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  CHECKBOX: { kind: 'text', operators: ['eq', 'not_eq', 'exists', 'not_exists'] },
  TEXTBOX_LIST: { kind: 'text', operators: ['exists', 'not_exists'] },
  FILE_UPLOAD: { kind: 'text', operators: ['exists', 'not_exists'] },
};

/** One text of a text-box list. */
export const textBoxSearch: SearchableField = { kind: 'text', operators: ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists'] };

export const sortFields = ['dateAdded', 'dateUpdated', 'firstNameLowerCase', 'lastNameLowerCase', 'source', 'companyName', 'businessName', 'email', 'dnd'] as const;
