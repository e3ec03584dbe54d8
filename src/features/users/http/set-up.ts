import { setUp as operation } from '../../../../contract/sessions/operations.ts';
import { handlesSession } from '../../../access/session-request.ts';
import { setUp } from '../sessions/links.ts';
import { newSession } from '../sessions/sessions.ts';
import { begun } from './begun-session.ts';

export const setUpHandler = handlesSession(operation, async (request, deps) => {
  const { token, start } = newSession(request.origin);
  await setUp(deps, request.body, start, request.context);
  return begun(request, deps, token);
});
