import type { OperationHandler } from '../../../access/operation-request.ts';
import { createTaskHandler } from './create-task.ts';
import { deleteTaskHandler } from './delete-task.ts';
import { getAllTasksHandler } from './get-all-tasks.ts';
import { getTaskHandler } from './get-task.ts';
import { taskSearchHandler } from './task-search.ts';
import { updateTaskCompletedHandler } from './update-task-completed.ts';
import { updateTaskHandler } from './update-task.ts';

export const taskHandlers: readonly OperationHandler[] = [
  createTaskHandler,
  deleteTaskHandler,
  getAllTasksHandler,
  getTaskHandler,
  taskSearchHandler,
  updateTaskCompletedHandler,
  updateTaskHandler,
];
