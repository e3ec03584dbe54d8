import { deleteRecurringTask as operation } from '../../../../contract/recurring-tasks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { deleteRecurringTask } from '../recurring-tasks.ts';

export const deleteRecurringTaskHandler = handles(operation, async (request, { engine }) => {
  const { location, params, context } = request;
  await deleteRecurringTask(engine, { locationNo: location.no, id: params.id }, context);
  return { body: { id: params.id, success: true } };
});
