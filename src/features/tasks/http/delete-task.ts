import { deleteTask as operation } from '../../../../contract/tasks/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteTask } from '../tasks.ts';

export const deleteTaskHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  const { contactId, taskId } = params;
  await deleteTask(engine, { locationNo: location.no, contactId, id: taskId }, context);
  return { body: succeeded(call.version) };
});
