import { updateTaskCompleted as operation } from '../../../../contract/tasks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { updateTask } from '../tasks.ts';
import { toTaskWire } from '../tasks.wire.ts';

export const updateTaskCompletedHandler = handles(operation, async (request, { engine }) => {
  const { location, params, body, context } = request;
  const of = { locationNo: location.no, contactId: params.contactId, id: params.taskId };
  const task = await updateTask(engine, of, { completed: body.completed }, context);
  return { body: { task: toTaskWire(task) } };
});
