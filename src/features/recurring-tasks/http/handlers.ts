import type { OperationHandler } from '../../../access/operation-request.ts';
import { createRecurringTaskHandler } from './create-recurring-task.ts';
import { deleteRecurringTaskHandler } from './delete-recurring-task.ts';
import { getRecurringTaskHandler } from './get-recurring-task-by-id.ts';
import { updateRecurringTaskHandler } from './update-recurring-task.ts';

export const recurringTaskHandlers: readonly OperationHandler[] = [
  createRecurringTaskHandler,
  deleteRecurringTaskHandler,
  getRecurringTaskHandler,
  updateRecurringTaskHandler,
];
