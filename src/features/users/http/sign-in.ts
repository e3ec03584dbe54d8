import { signIn as operation } from '../../../../contract/sessions/operations.ts';
import { handlesSession } from '../../../access/session-request.ts';
import { newSession, signIn } from '../sessions/sessions.ts';
import { begun } from './begun-session.ts';

export const signInHandler = handlesSession(operation, async (request, deps) => {
  const { token, start } = newSession(request.origin);
  await signIn(deps, request.body, start, request.context);
  return begun(request, deps, token);
});
