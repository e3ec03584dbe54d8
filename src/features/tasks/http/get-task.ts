import { getTask as operation } from '../../../../contract/tasks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getTask } from '../tasks.ts';
import { toTaskWire } from '../tasks.wire.ts';

export const getTaskHandler = handles(operation, async ({ location, params }, { engine }) => {
  const { contactId, taskId } = params;
  const task = await getTask(engine.read, { locationNo: location.no, contactId, id: taskId });
  return { body: { task: toTaskWire(task) } };
});
