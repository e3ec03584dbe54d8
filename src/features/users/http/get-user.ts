import { getUser as operation } from '../../../../contract/users/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getUser } from '../users.ts';
import { toUserWire } from '../users.wire.ts';

export const getUserHandler = handles(operation, async ({ params, call }, { engine }) => ({
  body: toUserWire(await getUser(engine.read, call.location ?? null, params.userId)),
}));
