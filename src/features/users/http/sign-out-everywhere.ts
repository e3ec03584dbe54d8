import { signOutEverywhere as operation } from '../../../../contract/sessions/operations.ts';
import { handlesSession, signedIn } from '../../../access/session-request.ts';
import { signOutEverywhere } from '../sessions/sessions.ts';

export const signOutEverywhereHandler = handlesSession(operation, async (request, { engine }) => {
  const { caller } = signedIn(request.call);
  const ended = await signOutEverywhere(engine, caller.session, request.context);
  return { body: { ended }, cookie: 'ended' };
});
