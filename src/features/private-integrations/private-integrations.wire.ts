import type { CallRow } from './integration-calls.ts';
import { toIsoTime } from '../../lib/iso-time.ts';
import type { Integration } from './private-integrations.ts';

/** The shape of `/api/…/integrations`; never a token. */
export function toIntegrationWire(
  { row, tokens }: Integration,
  locationId: string | null,
  now: number,
): Record<string, unknown> {
  const live = tokens.filter((each) => each.expires_at === null || each.expires_at > now);
  const current = live.find((each) => each.expires_at === null) ?? live[0] ?? tokens[0];
  const previous = live.find((each) => each !== current && each.expires_at !== null);
  return {
    id: row.id,
    locationId,
    name: row.name,
    description: row.description,
    scopes: JSON.parse(row.scopes) as string[],
    compatibility: row.compatibility,
    status: statusOf(row, now),
    createdAt: date(row.created_at),
    updatedAt: date(row.updated_at),
    lastUsedAt: date(row.last_used_at),
    expiresAt: date(row.expires_at),
    tokenHint: current?.hint ?? '',
    rotation: previous
      ? {
          previousTokenHint: previous.hint,
          previousTokenExpiresAt: date(previous.expires_at),
        }
      : null,
  };
}

function statusOf(row: Integration['row'], now: number): string {
  if (row.revoked_at !== null) return 'revoked';
  return row.expires_at !== null && row.expires_at <= now ? 'expired' : 'active';
}

function date(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

export function toCallWire({ at, method, route, status }: CallRow): object {
  return { at: toIsoTime(at), method, route, status };
}
