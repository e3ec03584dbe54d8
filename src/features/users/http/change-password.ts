import { changePassword as operation } from '../../../../contract/sessions/operations.ts';
import { handlesSession, signedIn } from '../../../access/session-request.ts';
import { changePassword } from '../accounts.ts';

export const changePasswordHandler = handlesSession(operation, async (request, deps) => {
  const { session } = signedIn(request.call).caller;
  const sent = { ...request.body, address: request.origin.address };
  return { body: { ended: await changePassword(deps, session, sent, request.context) } };
});
