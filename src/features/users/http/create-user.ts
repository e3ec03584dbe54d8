import { createUser as operation } from '../../../../contract/users/operations.ts';
import { adminOf, handles, replayOf } from '../../../access/operation-request.ts';
import { toUserChange } from '../user-input.ts';
import { createUser } from '../users.ts';
import { toUserWire } from '../users.wire.ts';

export const createUserHandler = handles(
  operation,
  async ({ body, call, context }, { engine, passwords }) => {
    const outcome = await createUser(engine, passwords, body, adminOf(call), context);
    return { body: toUserWire(outcome.value), ...replayOf(outcome) };
  },
  (body, { country }) => toUserChange(body, country),
);
