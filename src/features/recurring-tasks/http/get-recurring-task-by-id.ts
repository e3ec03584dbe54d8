import { getRecurringTask as operation } from '../../../../contract/recurring-tasks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getRecurringTask } from '../recurring-tasks.ts';
import { toRecurringTaskWire } from '../recurring-tasks.wire.ts';

export const getRecurringTaskHandler = handles(operation, async (request, { engine }) => {
  const { location, params } = request;
  const task = await getRecurringTask(engine.read, { locationNo: location.no, id: params.id });
  return { body: { recurringTask: toRecurringTaskWire(task, location.id) } };
});
