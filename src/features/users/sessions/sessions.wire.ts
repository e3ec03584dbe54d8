import type { SessionCaller } from './session-callers.ts';

type Reach = { locations: readonly { id: string; name: string }[]; total: number };

/** The shape of `/api/session`; never a token. */
export function toSessionWire(
  { actor, scopes, session }: SessionCaller,
  { locations, total }: Reach,
  serverUrl: string,
): Record<string, unknown> {
  const { firstName, lastName, email, role } = session;
  return {
    user: { id: actor.id, name: actor.name, firstName, lastName, email, role },
    locations,
    meta: { total },
    scopes,
    expiresAt: new Date(session.endsAt).toISOString(),
    serverUrl,
  };
}
