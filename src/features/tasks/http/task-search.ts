import { taskSearch as operation } from '../../../../contract/tasks/operations.ts';
import { fullWarning } from '../../../lib/page-bytes.ts';
import { handles, limitOf, mayRead } from '../../../access/operation-request.ts';
import { searchTasks, taskSearchLimits } from '../search-tasks.ts';
import { fromTaskSearchWire, toFoundTasksWire } from '../tasks.wire.ts';

export const taskSearchHandler = handles(operation, async (request, { engine }) => {
  const { location, body = {}, call, signal } = request;
  const limit = limitOf(body.limit, taskSearchLimits, call);
  const { filters, place, warnings } = fromTaskSearchWire(body);
  call.warnings.push(...warnings);
  const found = await searchTasks(
    engine,
    location.no,
    { filters, page: { ...place, limit } },
    signal(),
  );
  call.warnings.push(...fullWarning('tasks', found, 'searchAfter'));
  return { body: toFoundTasksWire(found, location.id, mayRead(call, 'contacts.readonly')) };
});
