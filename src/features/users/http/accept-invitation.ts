import { acceptInvitation as operation } from '../../../../contract/sessions/operations.ts';
import { handlesSession } from '../../../access/session-request.ts';
import { acceptInvitation } from '../accounts.ts';
import { newSession } from '../sessions/sessions.ts';
import { begun } from './begun-session.ts';

export const acceptInvitationHandler = handlesSession(operation, async (request, deps) => {
  const { token, start } = newSession(request.origin);
  await acceptInvitation(deps, request.body, start, request.context);
  return begun(request, deps, token);
});
