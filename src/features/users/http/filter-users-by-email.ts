import { filterUsersByEmail as operation } from '../../../../contract/users/operations.ts';
import { fullWarning, skipBeyond } from '../../../lib/page-bytes.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { decodedOnceMore } from '../../../lib/sent-address.ts';
import { listUsers, toNamed, toSkip } from '../users.ts';
import { toProjectedUserWire } from '../users.wire.ts';

const bounds = { fallback: 25, maximum: 100 };

export const filterUsersByEmailHandler = handles(operation, async (request, { engine }) => {
  const { body, call, signal } = request;
  const page = {
    sort: 'name',
    descending: false,
    skip: toSkip(body.skip),
    limit: limitOf(body.limit, bounds, call),
  } as const;
  const emails = toNamed('emails', body.emails).map(decodedOnceMore);
  // A deleted user is gone: none is found.
  const search = { companyId: body.companyId, emails: body.deleted === true ? [] : emails };
  const found = await listUsers(engine, call.location ?? null, search, page, signal());
  call.warnings.push(...fullWarning('users', found, skipBeyond(page.skip, found)));
  const shown = found.rows.map((user) => toProjectedUserWire(user, body.projection));
  return { body: { users: shown, count: found.total } };
});
