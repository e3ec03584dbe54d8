import { getAllTasks as operation } from '../../../../contract/tasks/operations.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { cutWarning, recordLimits } from '../../../lib/record-pages.ts';
import { listTasks } from '../tasks.ts';
import { toTasksWire } from '../tasks.wire.ts';

export const getAllTasksHandler = handles(operation, async (request, { engine }) => {
  const { location, params, query, call, signal } = request;
  const page = { limit: limitOf(query.limit, recordLimits, call), after: query.after };
  const of = { locationNo: location.no, contactId: params.contactId };
  const found = await listTasks(engine, of, page, signal());
  if (query.limit === undefined) call.warnings.push(...cutWarning('tasks', found));
  return { body: toTasksWire(found) };
});
