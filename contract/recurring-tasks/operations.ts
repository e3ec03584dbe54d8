import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth } from '../operation.ts';
import { Text, reply } from '../primitives.ts';

const LocationId = Type.Object({ locationId: Text(100) });
const RecurringTaskId = Type.Object({ locationId: Text(100), id: Text(100) });

const time = Type.String({
  maxLength: 50,
  description: 'ISO 8601 date or time; UTC when it names no offset',
});

const RruleOptions = Type.Object({
  intervalType: Type.Enum(['yearly', 'monthly', 'weekly', 'daily', 'hourly']),
  interval: Type.Integer({ minimum: 1, maximum: 1000 }),
  startDate: time,
  endDate: Type.Optional(time),
  dayOfMonth: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 31, description: 'The last day of a shorter month' }),
  ),
  dayOfWeek: Type.Optional(Type.Enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])),
  monthOfYear: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
  count: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'How many times make tasks' }),
  ),
  createTaskIfOverDue: Type.Optional(
    Type.Boolean({
      description: 'Make up for times that were missed, of the last 100 intervals and 1,000 tasks',
    }),
  ),
  dueAfterSeconds: Type.Integer({ minimum: 0, maximum: 315_360_000 }),
});

const title = Type.String({ maxLength: 1000 });
const further = {
  description: Type.Optional(Text(65_536)),
  contactIds: Type.Optional(
    Type.Array(Text(100), { maxItems: 50, description: 'Each gets a task each time; at most 50' }),
  ),
  owners: Type.Optional(
    Type.Array(Text(100), { maxItems: 5, description: 'Each gets a task for each; at most 5' }),
  ),
};

const RecurringTask = Type.Object({
  id: Type.String(),
  title: Type.String(),
  description: Type.String(),
  locationId: Type.String(),
  updatedAt: Type.String({ format: 'date-time' }),
  createdAt: Type.String({ format: 'date-time' }),
  rruleOptions: RruleOptions,
  totalOccurrence: Type.Number({ description: 'How many times have made tasks' }),
  deleted: Type.Boolean(),
  assignedTo: Type.Optional(Type.String()),
  contactId: Type.Optional(Type.String()),
  contactIds: Type.Array(Type.String()),
  owners: Type.Array(Type.String()),
});

const common = { tag: 'Recurring tasks', location: 'path' } as const;
const one = sameInBoth(reply({ recurringTask: RecurringTask }));

export const createRecurringTask = defineOperation({
  ...common,
  id: 'create-recurring-task',
  method: 'POST',
  path: '/locations/{locationId}/recurring-tasks',
  summary: 'Make tasks of up to 50 contacts again and again, in the time zone of the location',
  scope: 'contacts.write',
  params: LocationId,
  body: Type.Object({
    title,
    rruleOptions: RruleOptions,
    ...further,
    ignoreTaskCreation: Type.Optional(
      Type.Boolean({ description: 'No task for a start that has come; the first is the next' }),
    ),
  }),
  blankIsUnsent: true,
  success: 201,
  reply: one,
});

export const getRecurringTask = defineOperation({
  ...common,
  id: 'get-recurring-task-by-id',
  method: 'GET',
  path: '/locations/{locationId}/recurring-tasks/{id}',
  summary: 'Read a recurring task',
  scope: 'locations/tasks.readonly',
  params: RecurringTaskId,
  success: 200,
  reply: one,
});

export const updateRecurringTask = defineOperation({
  ...common,
  id: 'update-recurring-task',
  method: 'PUT',
  path: '/locations/{locationId}/recurring-tasks/{id}',
  summary: 'Change what is sent of a recurring task; another rule holds from now on',
  scope: 'contacts.write',
  params: RecurringTaskId,
  body: Type.Object({
    title: Type.Optional(title),
    rruleOptions: Type.Optional(RruleOptions),
    ...further,
  }),
  unstoredBody: ['ignoreTaskCreation'],
  success: 200,
  reply: one,
});

export const deleteRecurringTask = defineOperation({
  ...common,
  id: 'delete-recurring-task',
  method: 'DELETE',
  path: '/locations/{locationId}/recurring-tasks/{id}',
  summary: 'Delete a recurring task; the tasks that it made stay',
  scope: 'contacts.write',
  params: RecurringTaskId,
  success: 200,
  reply: sameInBoth(reply({ id: Type.String(), success: Type.Boolean() })),
});

export const recurringTaskOperations: readonly Operation[] = [
  createRecurringTask,
  getRecurringTask,
  updateRecurringTask,
  deleteRecurringTask,
];
