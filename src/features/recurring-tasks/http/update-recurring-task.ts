import { updateRecurringTask as operation } from '../../../../contract/recurring-tasks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { toRecurringTaskChange } from '../recurring-task.ts';
import { updateRecurringTask } from '../recurring-tasks.ts';
import { fromRecurringTaskWire, toRecurringTaskWire } from '../recurring-tasks.wire.ts';

export const updateRecurringTaskHandler = handles(
  operation,
  async ({ location, params, body, context }, { engine }) => {
    const of = { locationNo: location.no, id: params.id };
    const task = await updateRecurringTask(engine, of, fromRecurringTaskWire(body), context);
    return { body: { recurringTask: toRecurringTaskWire(task, location.id) } };
  },
  (body) => toRecurringTaskChange(fromRecurringTaskWire(body)),
);
