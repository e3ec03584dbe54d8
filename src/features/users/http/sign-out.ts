import { signOut as operation } from '../../../../contract/sessions/operations.ts';
import { handlesSession, signedIn } from '../../../access/session-request.ts';
import { signOut } from '../sessions/sessions.ts';

export const signOutHandler = handlesSession(operation, async (request, { engine }) => {
  const { token } = signedIn(request.call);
  const ended = await signOut(engine, token.hash, request.context);
  return { body: { ended }, cookie: 'ended' };
});
