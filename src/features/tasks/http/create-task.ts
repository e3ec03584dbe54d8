import { createTask as operation } from '../../../../contract/tasks/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { toTaskChange } from '../task.ts';
import { createTask } from '../tasks.ts';
import { toTaskWire } from '../tasks.wire.ts';

export const createTaskHandler = handles(
  operation,
  async ({ location, params, body, context }, { engine }) => {
    const of = { locationNo: location.no, contactId: params.contactId };
    const outcome = await createTask(engine, of, body, context);
    return { body: { task: toTaskWire(outcome.value) }, ...replayOf(outcome) };
  },
  toTaskChange,
);
