import { createUser as operation } from '../../../../contract/users/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { toUserChange } from '../user-input.ts';
import { createUser } from '../users.ts';
import { toUserWire } from '../users.wire.ts';

export const createUserHandler = handles(
  operation,
  async ({ body, context }, { engine, passwords }) => {
    const outcome = await createUser(engine, passwords, body, context);
    return { body: toUserWire(outcome.value), ...replayOf(outcome) };
  },
  (body, { country }) => toUserChange(body, country),
);
