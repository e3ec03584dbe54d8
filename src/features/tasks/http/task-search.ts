import { taskSearch as operation } from '../../../../contract/tasks/operations.ts';
import { handles, limitOf } from '../../../http/operation-request.ts';
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
  if (found.more) {
    call.warnings.push(`${found.rows.length} tasks fill a reply; searchAfter reads the rest`);
  }
  return { body: toFoundTasksWire(found, location.id) };
});
