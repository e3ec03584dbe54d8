import { setUserActive as operation } from '../../../../contract/users/operations.ts';
import { adminOf, handles } from '../../../access/operation-request.ts';
import { setUserActive } from '../accounts.ts';
import { toUserWire } from '../users.wire.ts';

export const setUserActiveHandler = handles(operation, async (request, { engine }) => {
  const { params, body, call, context } = request;
  const of = { id: params.userId, within: call.location ?? null, byAdmin: adminOf(call) };
  return { body: toUserWire(await setUserActive(engine, of, body.active, context)) };
});
