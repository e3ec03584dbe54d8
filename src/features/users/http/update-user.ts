import { updateUser as operation } from '../../../../contract/users/operations.ts';
import { adminOf, handles } from '../../../access/operation-request.ts';
import { toUserChange } from '../user-input.ts';
import { updateUser } from '../users.ts';
import { toUserWire } from '../users.wire.ts';

export const updateUserHandler = handles(
  operation,
  async ({ params, body, call, context }, { engine, passwords }) => {
    const of = { id: params.userId, within: call.location ?? null, byAdmin: adminOf(call) };
    const user = await updateUser(engine, passwords, of, body, context);
    return { body: toUserWire(user) };
  },
  (body, { country }) => toUserChange(body, country),
);
