import Type, { type TObject, type TSchema } from 'typebox';
import { Contact } from '../contacts/contact-schemas.ts';

type Properties = Record<string, TSchema>;

const text = Type.String();
const texts = Type.Array(text);
const time = Type.String({ format: 'date-time' });
const milliseconds = Type.Number({ description: 'Milliseconds since 1970' });
const orNull = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()]);
const optional = Type.Optional(text);

const Provenance = Type.Object({
  source: text,
  channel: text,
  sourceId: text,
  sourceName: optional,
  timestamp: time,
});

/** Of each record, what its events hold. */
const { additionalEmails, additionalPhones, followers, customFields, ...fields } =
  Contact.properties;
export const contactValues = Type.Object(
  {
    ...fields,
    additionalEmails: Type.Optional(additionalEmails),
    additionalPhones: Type.Optional(additionalPhones),
    followers: Type.Optional(followers),
    customFields,
    createdBy: Provenance,
    lastUpdatedBy: Type.Optional(Provenance),
  },
  { title: 'contact' },
);
export const noteValues = Type.Object(
  {
    id: text,
    body: text,
    userId: optional,
    dateAdded: time,
    contactId: text,
    title: optional,
    color: optional,
    pinned: Type.Boolean(),
  },
  { title: 'note' },
);
export const taskValues = Type.Object(
  {
    id: text,
    title: text,
    body: optional,
    assignedTo: optional,
    dueDate: time,
    completed: Type.Boolean(),
    contactId: text,
    dateAdded: time,
  },
  { title: 'task' },
);
export const fileValues = Type.Object(
  {
    uuid: text,
    name: text,
    mimetype: text,
    size: Type.Number(),
    sha256: text,
    for: Type.String({ description: 'Id of the contact or custom field' }),
  },
  { title: 'file' },
);
export const enrolmentValues = Type.Object(
  {
    id: Type.String({ description: 'Of the campaign or workflow' }),
    name: Type.Optional(
      Type.String({ description: 'Where the token may read the campaign or workflow' }),
    ),
    eventStartTime: orNull(text),
    enrolledAt: time,
  },
  { title: 'enrolment' },
);
export const hookValues = Type.Object(
  {
    id: text,
    name: text,
    status: text,
    version: Type.Number(),
  },
  { title: 'campaign or workflow' },
);
export const recurringTaskValues = Type.Object(
  {
    id: text,
    title: text,
    description: text,
    contactIds: texts,
    owners: texts,
    rule: Type.Object({
      intervalType: text,
      interval: Type.Number(),
      startDate: text,
      endDate: optional,
      dayOfMonth: Type.Optional(Type.Number()),
      dayOfWeek: optional,
      monthOfYear: Type.Optional(Type.Number()),
      count: Type.Optional(Type.Number()),
      createTaskIfOverDue: Type.Boolean(),
      dueAfterSeconds: Type.Number(),
    }),
    totalOccurrence: Type.Number(),
    createdAt: time,
    updatedAt: time,
  },
  { title: 'recurring task' },
);
export const appointmentValues = Type.Object(
  {
    id: text,
    contactId: text,
    calendarId: text,
    title: text,
    meetingLocationType: text,
    appointmentStatus: text,
    assignedUserId: optional,
    description: optional,
    address: optional,
    startTime: text,
    endTime: text,
    source: text,
  },
  { title: 'appointment' },
);
export const tagValues = Type.Object({ id: text, name: text }, { title: 'tag' });
export const customFieldValues = Type.Object(
  {
    id: text,
    object: Type.String({ description: '`contact` or `business`' }),
    name: text,
    fieldKey: text,
    dataType: text,
    parentId: orNull(text),
    position: Type.Number(),
    details: Type.Object({
      placeholder: optional,
      description: optional,
      showInForms: Type.Optional(Type.Boolean()),
      options: Type.Optional(
        Type.Array(Type.Object({ key: text, label: text, url: optional, prefillValue: optional })),
      ),
      allowCustomOption: Type.Optional(Type.Boolean()),
      acceptedFormats: Type.Optional(texts),
      isMultipleFile: Type.Optional(Type.Boolean()),
      maxFiles: Type.Optional(Type.Number()),
    }),
    createdAt: milliseconds,
    updatedAt: milliseconds,
  },
  { title: 'custom field' },
);
export const folderValues = Type.Object(
  { object: text, name: text },
  { title: 'folder of custom fields' },
);
export const customValueValues = Type.Object(
  { name: text, fieldKey: text, value: text },
  { title: 'custom value' },
);
export const businessValues = Type.Object(
  {
    id: text,
    locationId: text,
    name: text,
    phone: optional,
    email: optional,
    website: optional,
    address: optional,
    city: optional,
    postalCode: optional,
    state: optional,
    country: optional,
    description: optional,
    createdBy: Provenance,
    updatedBy: Provenance,
    createdAt: time,
    updatedAt: time,
  },
  { title: 'business' },
);
export const smartListValues = Type.Object(
  {
    id: text,
    name: text,
    filters: Type.Unknown({ description: 'As they were sent' }),
    query: optional,
    fuzzy: Type.Optional(Type.Literal(true)),
    sort: Type.Array(Type.Record(text, Type.Unknown())),
    columns: texts,
    shared: Type.Boolean(),
    owner: Type.Object({ kind: text, id: text }),
  },
  { title: 'smart list that is shared' },
);
export const locationValues = Type.Object(
  {
    id: text,
    name: text,
    country: text,
    timezone: text,
    profile: Type.Record(Type.String(), Type.Unknown()),
    settings: Type.Object({
      allowDuplicateContact: Type.Boolean(),
      allowDuplicateOpportunity: Type.Boolean(),
      allowFacebookNameMerge: Type.Boolean(),
      disableContactTimezone: Type.Boolean(),
      contactUniqueIdentifiers: texts,
    }),
    createdAt: milliseconds,
    updatedAt: milliseconds,
  },
  { title: 'location' },
);
export const integrationValues = Type.Object(
  {
    name: text,
    description: text,
    scopes: texts,
    compatibility: orNull(text),
    expiresAt: orNull(time),
  },
  { title: 'Private Integration' },
);
export const userValues = Type.Object(
  {
    companyId: text,
    firstName: text,
    lastName: text,
    email: text,
    type: text,
    role: text,
    owner: Type.Boolean(),
    active: Type.Optional(Type.Boolean()),
    locationIds: texts,
    profile: Type.Record(Type.String(), Type.Unknown()),
  },
  { title: 'user' },
);

/** More of the same record. */
export function withMore(values: TObject, more: Properties, title: string): TObject {
  return Type.Object({ ...values.properties, ...more }, { title });
}

/** What of it changed, null for what was or is absent. */
export function changesOf(title: string, values: TObject, more: Properties = {}): TObject {
  const { id: _id, locationId: _locationId, contactId: _contactId, ...own } = values.properties;
  const changed = Object.entries({ ...own, ...more }).map(([name, schema]) => [
    name,
    Type.Optional(orNull(schema)),
  ]);
  return Type.Object(Object.fromEntries(changed), { title: `changes: ${title}` });
}

/** What changed of a contact; of its custom fields those that did. */
export const contactChanges = changesOf('contact', contactValues, {
  tagsAdded: texts,
  tagsRemoved: texts,
});
