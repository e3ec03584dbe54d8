import { createRecurringTask as operation } from '../../../../contract/recurring-tasks/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { toRecurringTaskChange } from '../recurring-task.ts';
import { createRecurringTask } from '../recurring-tasks.ts';
import {
  fromRecurringTaskWire,
  fromRruleWire,
  toRecurringTaskWire,
} from '../recurring-tasks.wire.ts';

export const createRecurringTaskHandler = handles(
  operation,
  async ({ location, body, call, context }, { engine }) => {
    const { title, rruleOptions, ignoreTaskCreation = false } = body;
    const input = { ...fromRecurringTaskWire(body), title, rule: fromRruleWire(rruleOptions) };
    const outcome = await createRecurringTask(
      engine,
      location.no,
      input,
      ignoreTaskCreation,
      context,
    );
    if (outcome.value.contactIds.length === 0) {
      call.warnings.push('without contactIds it makes no tasks');
    }
    const recurringTask = toRecurringTaskWire(outcome.value, location.id);
    return { body: { recurringTask }, ...replayOf(outcome) };
  },
  (body) => toRecurringTaskChange(fromRecurringTaskWire(body)),
);
