import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth, succeededReply } from '../operation.ts';
import { RecordPageMeta, Text, recordPageQuery, reply } from '../primitives.ts';
import {
  FoundTask,
  NewTask,
  Task,
  TaskChange,
  TaskSearch,
  taskSearchInstead,
} from './task-schemas.ts';

const ContactId = Type.Object({ contactId: Text(100) });
const TaskId = Type.Object({ contactId: Text(100), taskId: Text(100) });

const common = { tag: 'Tasks', location: 'token' } as const;
const oneTask = sameInBoth(reply({ task: Task }));

export const getAllTasks = defineOperation({
  ...common,
  id: 'get-all-tasks',
  method: 'GET',
  path: '/contacts/{contactId}/tasks',
  summary: 'The tasks of a contact, the first due first',
  scope: 'contacts.readonly',
  params: ContactId,
  query: recordPageQuery,
  success: 200,
  reply: sameInBoth(reply({ tasks: Type.Array(Task), meta: RecordPageMeta })),
});

export const createTask = defineOperation({
  ...common,
  id: 'create-task',
  method: 'POST',
  path: '/contacts/{contactId}/tasks',
  summary: 'Add a task to a contact',
  scope: 'contacts.write',
  params: ContactId,
  body: NewTask,
  publishedAsRequired: ['completed'],
  namesUsers: ['assignedTo'],
  blankIsUnsent: true,
  success: 201,
  reply: oneTask,
});

export const getTask = defineOperation({
  ...common,
  id: 'get-task',
  method: 'GET',
  path: '/contacts/{contactId}/tasks/{taskId}',
  summary: 'Read a task',
  scope: 'contacts.readonly',
  params: TaskId,
  success: 200,
  reply: oneTask,
});

export const updateTask = defineOperation({
  ...common,
  id: 'update-task',
  method: 'PUT',
  path: '/contacts/{contactId}/tasks/{taskId}',
  summary: 'Change what is sent of a task; null clears',
  scope: 'contacts.write',
  params: TaskId,
  body: TaskChange,
  namesUsers: ['assignedTo'],
  success: 200,
  reply: oneTask,
});

export const updateTaskCompleted = defineOperation({
  ...common,
  id: 'update-task-completed',
  method: 'PUT',
  path: '/contacts/{contactId}/tasks/{taskId}/completed',
  summary: 'Complete a task, or open it again',
  scope: 'contacts.write',
  params: TaskId,
  body: Type.Object({ completed: Type.Boolean() }),
  success: 200,
  reply: oneTask,
});

export const deleteTask = defineOperation({
  ...common,
  id: 'delete-task',
  method: 'DELETE',
  path: '/contacts/{contactId}/tasks/{taskId}',
  summary: 'Delete a task',
  scope: 'contacts.write',
  params: TaskId,
  success: 200,
  reply: succeededReply,
});

export const taskSearch = defineOperation({
  id: 'task-search',
  method: 'POST',
  path: '/locations/{locationId}/tasks/search',
  summary: 'Search the tasks of all contacts, also by when they are due, the first due first',
  tag: 'Tasks',
  scope: 'locations/tasks.readonly',
  location: 'path',
  params: Type.Object({ locationId: Text(100) }),
  body: TaskSearch,
  sendInstead: taskSearchInstead,
  reads: true,
  success: 200,
  reply: sameInBoth(
    reply({ tasks: Type.Array(FoundTask), meta: Type.Object({ total: Type.Number() }) }),
  ),
});

export const taskOperations: readonly Operation[] = [
  getAllTasks,
  createTask,
  getTask,
  updateTask,
  updateTaskCompleted,
  deleteTask,
  taskSearch,
];
