import { getUserByLocation as operation } from '../../../../contract/users/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { listUsers } from '../users.ts';
import { toListedUserWire } from '../users.wire.ts';

export const mostListed = 1000;

export const getUserByLocationHandler = handles(operation, async (request, { engine }) => {
  const { location, call, signal } = request;
  const page = { sort: 'name', descending: false, skip: 0, limit: mostListed } as const;
  const { rows, total } = await listUsers(engine, location, {}, page, signal());
  if (rows.length < total) {
    call.warnings.push(`the first ${rows.length} of ${total} users; GET /users/search pages`);
  }
  return { body: { users: rows.map(toListedUserWire), meta: { total } } };
});
