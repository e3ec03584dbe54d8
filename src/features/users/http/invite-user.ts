import { inviteUser as operation } from '../../../../contract/users/operations.ts';
import { adminOf, handles, replayOf } from '../../../access/operation-request.ts';
import { inviteUser } from '../accounts.ts';
import { invitationAddress } from '../sessions/links.ts';

export const inviteUserHandler = handles(operation, async (request, { engine }) => {
  const { params, call, context, baseUrl } = request;
  const of = { id: params.userId, within: call.location ?? null, byAdmin: adminOf(call) };
  const outcome = await inviteUser(engine, of, context);
  const { userId, key, endsAt } = outcome.value;
  const link = invitationAddress(baseUrl, key);
  return {
    body: { userId, link, expiresAt: new Date(endsAt).toISOString() },
    ...replayOf(outcome),
  };
});
