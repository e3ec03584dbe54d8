import { updateTask as operation } from '../../../../contract/tasks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { toTaskChange } from '../task.ts';
import { updateTask } from '../tasks.ts';
import { toTaskWire } from '../tasks.wire.ts';

export const updateTaskHandler = handles(
  operation,
  async ({ location, params, body, context }, { engine }) => {
    const of = { locationNo: location.no, contactId: params.contactId, id: params.taskId };
    return { body: { task: toTaskWire(await updateTask(engine, of, body, context)) } };
  },
  toTaskChange,
);
