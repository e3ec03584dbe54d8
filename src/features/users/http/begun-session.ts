import { keyHashOf } from '../../../lib/random-key.ts';
import type { SessionDeps, SessionReply, SessionRequest } from '../../../access/session-request.ts';
import { reachOf } from '../sessions/sessions.ts';
import { toSessionWire } from '../sessions/sessions.wire.ts';

/** The reply to who has just signed in: the session as it is, and its cookie. */
export async function begun(
  { call, baseUrl }: Pick<SessionRequest<never>, 'call' | 'baseUrl'>,
  { engine, findSession }: SessionDeps,
  token: string,
): Promise<SessionReply> {
  const key = keyHashOf(token);
  const caller = key && (await findSession(key, call.now));
  if (!caller) throw new Error('a session that did not begin');
  const reach = await reachOf(engine.read, caller.session);
  return { body: toSessionWire(caller, reach, baseUrl), cookie: { token } };
}
