import { searchUsers as operation } from '../../../../contract/users/operations.ts';
import { fullWarning, skipBeyond } from '../../../lib/page-bytes.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { listUsers, toNamed, toSkip } from '../users.ts';
import { toListedUserWire } from '../users.wire.ts';

const bounds = { fallback: 25, maximum: 100 };

export const searchUsersHandler = handles(operation, async (request, { engine }) => {
  const { query, call, signal } = request;
  const { sort = 'name', sortDirection, ids, enabled2waySync, ...rest } = query;
  const page = {
    sort,
    descending: sortDirection === 'desc',
    skip: toSkip(query.skip),
    limit: limitOf(query.limit, bounds, call),
  };
  const named = ids === undefined ? undefined : toNamed('ids', ids);
  const search = {
    companyId: rest.companyId,
    bestFirst: query.sort === undefined,
    ...(rest.query !== undefined && { query: rest.query }),
    ...(rest.type !== undefined && { type: rest.type }),
    ...(rest.role !== undefined && { role: rest.role }),
    // Nobody has a two-way sync: who asks for those gets none.
    ...(enabled2waySync === 'true' ? { ids: [] } : named && { ids: named }),
  };
  const found = await listUsers(engine, call.location ?? null, search, page, signal());
  call.warnings.push(...fullWarning('users', found, skipBeyond(page.skip, found)));
  return { body: { users: found.rows.map(toListedUserWire), count: found.total } };
});
