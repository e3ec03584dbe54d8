import Type, { type TSchema } from 'typebox';
import { type Scope, grants } from '../scopes.ts';
import {
  appointmentValues,
  businessValues,
  changesOf,
  contactChanges,
  contactValues,
  customFieldValues,
  customValueValues,
  enrolmentValues,
  fileValues,
  folderValues,
  hookValues,
  integrationValues,
  locationValues,
  noteValues,
  recurringTaskValues,
  tagValues,
  taskValues,
  userValues,
  withMore,
} from './event-values.ts';

type EventKind = {
  scope: Scope;
  means: string;
  keys?: Readonly<Record<string, Scope>>;
  before: TSchema;
  after: TSchema;
};

const noteChanges = changesOf('note', noteValues);
const taskChanges = changesOf('task', taskValues);
const hookChanges = changesOf('campaign or workflow', hookValues);
const recurringTaskChanges = changesOf('recurring task', recurringTaskValues);
const appointmentChanges = changesOf('appointment', appointmentValues);
const businessChanges = changesOf('business', businessValues);
const madeTask = withMore(
  taskValues,
  {
    recurringTaskId: Type.Optional(Type.String()),
    occursAt: Type.Optional(Type.String({ format: 'date-time' })),
  },
  'new task',
);
const formerEnrolment = Type.Union([enrolmentValues, Type.Null()]);
const removal = Type.Union([
  Type.Object({ eventStartTime: Type.String() }, { title: 'time sent with it' }),
  Type.Null(),
]);
const deletedFolder = withMore(
  folderValues,
  { fieldIds: Type.Array(Type.String()) },
  'deleted folder',
);
const deletedLocation = Type.Object(
  { name: Type.String(), country: Type.String() },
  { title: 'deleted location' },
);
const rotated = withMore(
  integrationValues,
  { previousTokenEndsInMs: Type.Number() },
  'rotated Private Integration',
);
const changedUser = withMore(
  userValues,
  { passwordChanged: Type.Optional(Type.Boolean()) },
  'changed user',
);
/** What a job had done when it was cancelled. */
const keptByCancel = Type.Object(
  { jobId: Type.String(), done: Type.Number() },
  { title: 'cancelled job' },
);
const none = Type.Null();

type Values = Pick<EventKind, 'before' | 'after'>;
const made = (values: TSchema): Values => ({ before: none, after: values });
const changed = (values: TSchema): Values => ({ before: values, after: values });
const gone = (values: TSchema): Values => ({ before: values, after: none });

/**
 * Every kind of event, with what it holds and the scope that reads it: that of the operation that reads the record. What
 * a token may not read there, it is not shown in the feed or in a contact's history either. The events
 * of users, of deleted locations and of management's own integrations are of the installation, and in
 * no location's feed. `keys` are those of `before` and `after` that another scope reads.
 */
export const eventTypes = {
  'contact.created': {
    ...made(contactValues),
    scope: 'contacts.readonly',
    means: 'A contact was made.',
  },
  'contact.updated': {
    ...changed(contactChanges),
    scope: 'contacts.readonly',
    means: 'Fields, tags, followers or addresses of a contact changed.',
  },
  'contact.deleted': {
    ...gone(contactValues),
    scope: 'contacts.readonly',
    means: 'A contact was deleted.',
  },
  'contact.restored': {
    ...made(contactValues),
    scope: 'contacts.readonly',
    means: 'A deleted contact was brought back.',
  },
  'contact.erased': {
    ...changed(none),
    scope: 'contacts.readonly',
    means: 'A contact was erased; this is all that is left of it.',
  },
  'note.created': {
    ...made(noteValues),
    scope: 'contacts.readonly',
    means: 'A note was written.',
  },
  'note.updated': {
    ...changed(noteChanges),
    scope: 'contacts.readonly',
    means: 'A note changed.',
  },
  'note.deleted': {
    ...gone(noteValues),
    scope: 'contacts.readonly',
    means: 'A note was deleted.',
  },
  'task.created': {
    ...made(madeTask),
    scope: 'contacts.readonly',
    means: 'A task was made, by a request or by a recurring task.',
  },
  'task.updated': {
    ...changed(taskChanges),
    scope: 'contacts.readonly',
    means: 'A task changed.',
  },
  'task.completed': {
    ...changed(taskChanges),
    scope: 'contacts.readonly',
    means: 'A task was done.',
  },
  'task.deleted': {
    ...gone(taskValues),
    scope: 'contacts.readonly',
    means: 'A task was deleted.',
  },
  'file.uploaded': {
    ...made(fileValues),
    scope: 'contacts.readonly',
    means: 'A file was uploaded, for a contact or a custom field.',
  },
  'campaign.enrolled': {
    before: formerEnrolment,
    after: enrolmentValues,
    scope: 'contacts.readonly',
    keys: { name: 'campaigns.readonly' },
    means: 'A contact was added to a campaign.',
  },
  'campaign.removed': {
    before: enrolmentValues,
    after: removal,
    scope: 'contacts.readonly',
    keys: { name: 'campaigns.readonly' },
    means: 'A contact was taken off a campaign.',
  },
  'workflow.enrolled': {
    before: formerEnrolment,
    after: enrolmentValues,
    scope: 'contacts.readonly',
    keys: { name: 'workflows.readonly' },
    means: 'A contact was added to a workflow, or again.',
  },
  'workflow.removed': {
    before: enrolmentValues,
    after: removal,
    scope: 'contacts.readonly',
    keys: { name: 'workflows.readonly' },
    means: 'A contact was taken off a workflow.',
  },
  'campaign.created': {
    ...made(hookValues),
    scope: 'campaigns.readonly',
    means: 'A campaign was made.',
  },
  'campaign.updated': {
    ...changed(hookChanges),
    scope: 'campaigns.readonly',
    means: 'A campaign changed.',
  },
  'campaign.deleted': {
    ...gone(hookValues),
    scope: 'campaigns.readonly',
    means: 'A campaign was deleted.',
  },
  'campaign.enrolments-kept': {
    ...made(keptByCancel),
    scope: 'campaigns.readonly',
    means: 'Taking the contacts off a deleted campaign was cancelled; the rest stays as it is.',
  },
  'workflow.created': {
    ...made(hookValues),
    scope: 'workflows.readonly',
    means: 'A workflow was made.',
  },
  'workflow.updated': {
    ...changed(hookChanges),
    scope: 'workflows.readonly',
    means: 'A workflow changed.',
  },
  'workflow.deleted': {
    ...gone(hookValues),
    scope: 'workflows.readonly',
    means: 'A workflow was deleted.',
  },
  'workflow.enrolments-kept': {
    ...made(keptByCancel),
    scope: 'workflows.readonly',
    means: 'Taking the contacts off a deleted workflow was cancelled; the rest stays as it is.',
  },
  'recurringTask.created': {
    ...made(recurringTaskValues),
    scope: 'locations/tasks.readonly',
    means: 'A recurring task was set up.',
  },
  'recurringTask.updated': {
    ...changed(recurringTaskChanges),
    scope: 'locations/tasks.readonly',
    means: 'A recurring task changed.',
  },
  'recurringTask.deleted': {
    ...gone(recurringTaskValues),
    scope: 'locations/tasks.readonly',
    means: 'A recurring task was deleted; the tasks it made stay.',
  },
  'appointment.created': {
    ...made(appointmentValues),
    scope: 'calendars/events.readonly',
    means: 'An appointment was made.',
  },
  'appointment.updated': {
    ...changed(appointmentChanges),
    scope: 'calendars/events.readonly',
    means: 'An appointment changed.',
  },
  'appointment.deleted': {
    ...gone(appointmentValues),
    scope: 'calendars/events.readonly',
    means: 'An appointment was deleted.',
  },
  'tag.created': {
    ...made(tagValues),
    scope: 'locations/tags.readonly',
    means: 'A tag was listed by name.',
  },
  'tag.updated': {
    ...changed(tagValues),
    scope: 'locations/tags.readonly',
    means: 'A tag was renamed.',
  },
  'tag.deleted': {
    ...gone(tagValues),
    scope: 'locations/tags.readonly',
    means: 'A tag was deleted, and taken off its contacts.',
  },
  'customField.created': {
    ...made(customFieldValues),
    scope: 'locations/customFields.readonly',
    means: 'A custom field was made.',
  },
  'customField.updated': {
    ...changed(customFieldValues),
    scope: 'locations/customFields.readonly',
    means: 'A custom field changed.',
  },
  'customField.deleted': {
    ...gone(customFieldValues),
    scope: 'locations/customFields.readonly',
    means: 'A custom field was deleted, with its values.',
  },
  'customField.values-kept': {
    ...made(keptByCancel),
    scope: 'locations/customFields.readonly',
    means: 'Taking the values of a deleted custom field off was cancelled; those left stay.',
  },
  'customFieldFolder.created': {
    ...made(folderValues),
    scope: 'locations/customFields.readonly',
    means: 'A folder of custom fields was made.',
  },
  'customFieldFolder.updated': {
    ...changed(folderValues),
    scope: 'locations/customFields.readonly',
    means: 'A folder of custom fields was renamed.',
  },
  'customFieldFolder.deleted': {
    ...gone(deletedFolder),
    scope: 'locations/customFields.readonly',
    means: 'A folder of custom fields was deleted.',
  },
  'customValue.created': {
    ...made(customValueValues),
    scope: 'locations/customValues.readonly',
    means: 'A custom value was made.',
  },
  'customValue.updated': {
    ...changed(customValueValues),
    scope: 'locations/customValues.readonly',
    means: 'A custom value changed.',
  },
  'customValue.deleted': {
    ...gone(customValueValues),
    scope: 'locations/customValues.readonly',
    means: 'A custom value was deleted.',
  },
  'business.created': {
    ...made(businessValues),
    scope: 'businesses.readonly',
    means: 'A business was made.',
  },
  'business.updated': {
    ...changed(businessChanges),
    scope: 'businesses.readonly',
    means: 'A business changed.',
  },
  'business.deleted': {
    ...gone(businessValues),
    scope: 'businesses.readonly',
    means: 'A business was deleted.',
  },
  'location.created': {
    ...made(locationValues),
    scope: 'locations.readonly',
    means: 'The location was made.',
  },
  'location.updated': {
    ...changed(locationValues),
    scope: 'locations.readonly',
    means: 'The profile or the settings of the location changed.',
  },
  'location.deleted': {
    ...gone(deletedLocation),
    scope: 'locations.readonly',
    means: 'A location was deleted.',
  },
  'integration.created': {
    ...made(integrationValues),
    scope: 'integrations.readonly',
    means: 'A Private Integration was made.',
  },
  'integration.updated': {
    ...changed(integrationValues),
    scope: 'integrations.readonly',
    means: 'A Private Integration changed.',
  },
  'integration.rotated': {
    before: integrationValues,
    after: rotated,
    scope: 'integrations.readonly',
    means: 'A Private Integration got a new token.',
  },
  'integration.rotation-cancelled': {
    ...changed(integrationValues),
    scope: 'integrations.readonly',
    means: 'The token before the last rotation was kept instead.',
  },
  'integration.revoked': {
    ...gone(integrationValues),
    scope: 'integrations.readonly',
    means: 'A Private Integration was revoked.',
  },
  'integration.deleted': {
    ...gone(integrationValues),
    scope: 'integrations.readonly',
    means: 'A Private Integration was deleted with its tokens.',
  },
  'user.created': {
    ...made(userValues),
    scope: 'users.readonly',
    means: 'A user was made.',
  },
  'user.updated': {
    before: userValues,
    after: changedUser,
    scope: 'users.readonly',
    means: 'A user changed.',
  },
  'user.deleted': {
    ...gone(userValues),
    scope: 'users.readonly',
    means: 'A user was deleted.',
  },
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
