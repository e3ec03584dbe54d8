import { updateUser as operation } from '../../../../contract/users/operations.ts';
import { handles } from '../../../http/operation-request.ts';
import { toUserChange } from '../user-input.ts';
import { updateUser } from '../users.ts';
import { toUserWire } from '../users.wire.ts';

export const updateUserHandler = handles(
  operation,
  async ({ params, body, call, context }, { engine }) => {
    const of = { id: params.userId, within: call.location ?? null };
    return { body: toUserWire(await updateUser(engine, of, body, context)) };
  },
  (body, { country }) => toUserChange(body, country),
);
