import { getSession as operation } from '../../../../contract/sessions/operations.ts';
import { handlesSession, signedIn } from '../../../access/session-request.ts';
import { reachOf } from '../sessions/sessions.ts';
import { toSessionWire } from '../sessions/sessions.wire.ts';

export const getSessionHandler = handlesSession(operation, async (request, { engine }) => {
  const { caller } = signedIn(request.call);
  const reach = await reachOf(engine.read, caller.session);
  return { body: toSessionWire(caller, reach, request.baseUrl) };
});
