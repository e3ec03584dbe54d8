import Type, { type TSchema } from 'typebox';
import type { EventType } from './event-types.ts';
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
  smartListValues,
  tagValues,
  taskValues,
  userValues,
  withMore,
} from './event-values.ts';

export type EventShape = { before: TSchema; after: TSchema };

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
const invitation = Type.Object(
  { kind: Type.Enum(['invite', 'reset']), expiresAt: Type.String({ format: 'date-time' }) },
  { title: 'invitation' },
);
/** What a job had done when it was cancelled. */
const keptByCancel = Type.Object(
  { jobId: Type.String(), done: Type.Number() },
  { title: 'cancelled job' },
);
/** Nothing of one that is private. */
const sharedList = Type.Union([smartListValues, Type.Null()]);
const none = Type.Null();

const made = (values: TSchema): EventShape => ({ before: none, after: values });
const changed = (values: TSchema): EventShape => ({ before: values, after: values });
const gone = (values: TSchema): EventShape => ({ before: values, after: none });

/** What an event of each type holds. Apart from the types, which threads without schemas know, too. */
export const eventShapes: Readonly<Record<EventType, EventShape>> = {
  'contact.created': made(contactValues),
  'contact.updated': changed(contactChanges),
  'contact.deleted': gone(contactValues),
  'contact.restored': made(contactValues),
  'contact.erased': changed(none),
  'note.created': made(noteValues),
  'note.updated': changed(noteChanges),
  'note.deleted': gone(noteValues),
  'task.created': made(madeTask),
  'task.updated': changed(taskChanges),
  'task.completed': changed(taskChanges),
  'task.deleted': gone(taskValues),
  'file.uploaded': made(fileValues),
  'campaign.enrolled': { before: formerEnrolment, after: enrolmentValues },
  'campaign.removed': { before: enrolmentValues, after: removal },
  'workflow.enrolled': { before: formerEnrolment, after: enrolmentValues },
  'workflow.removed': { before: enrolmentValues, after: removal },
  'campaign.created': made(hookValues),
  'campaign.updated': changed(hookChanges),
  'campaign.deleted': gone(hookValues),
  'campaign.enrolments-kept': made(keptByCancel),
  'workflow.created': made(hookValues),
  'workflow.updated': changed(hookChanges),
  'workflow.deleted': gone(hookValues),
  'workflow.enrolments-kept': made(keptByCancel),
  'recurringTask.created': made(recurringTaskValues),
  'recurringTask.updated': changed(recurringTaskChanges),
  'recurringTask.deleted': gone(recurringTaskValues),
  'appointment.created': made(appointmentValues),
  'appointment.updated': changed(appointmentChanges),
  'appointment.deleted': gone(appointmentValues),
  'tag.created': made(tagValues),
  'tag.updated': changed(tagValues),
  'tag.deleted': gone(tagValues),
  'customField.created': made(customFieldValues),
  'customField.updated': changed(customFieldValues),
  'customField.deleted': gone(customFieldValues),
  'customField.values-kept': made(keptByCancel),
  'customFieldFolder.created': made(folderValues),
  'customFieldFolder.updated': changed(folderValues),
  'customFieldFolder.deleted': gone(deletedFolder),
  'customValue.created': made(customValueValues),
  'customValue.updated': changed(customValueValues),
  'customValue.deleted': gone(customValueValues),
  'business.created': made(businessValues),
  'business.updated': changed(businessChanges),
  'business.deleted': gone(businessValues),
  'smartList.created': made(sharedList),
  'smartList.updated': changed(sharedList),
  'smartList.deleted': gone(sharedList),
  'location.created': made(locationValues),
  'location.updated': changed(locationValues),
  'location.deleted': gone(deletedLocation),
  'integration.created': made(integrationValues),
  'integration.updated': changed(integrationValues),
  'integration.rotated': { before: integrationValues, after: rotated },
  'integration.rotation-cancelled': changed(integrationValues),
  'integration.revoked': gone(integrationValues),
  'integration.deleted': gone(integrationValues),
  'user.created': made(userValues),
  'user.updated': { before: userValues, after: changedUser },
  'user.invited': made(invitation),
  'user.deleted': gone(userValues),
};
