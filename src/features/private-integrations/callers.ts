import { timingSafeEqual } from 'node:crypto';
import { type Actor, actorKeyOf } from '../../lib/actor.ts';
import type { KeyHash } from '../../lib/random-key.ts';
import { hashToken, isPrivateIntegrationToken } from '../../lib/token.ts';
import type { Reader } from '../../storage/engine.ts';
import { type GrantRow, selectGrant } from './private-integrations.store.ts';

export type Compatibility = 'documented' | 'observed';

/** Who calls, and what it may. */
export type Caller = {
  actor: Actor;
  /** What its turns, rate and idempotency keys go by. */
  actorKey: string;
  integrationNo: number;
  scopes: string[];
  compatibility: Compatibility | null;
  /** Null for a management token. */
  location: { no: number; id: string; country: string } | null;
};

/** What a token is known by; undefined for a text that no token looks like. */
export function tokenKeyOf(token: string): KeyHash | undefined {
  if (!isPrivateIntegrationToken(token)) return undefined;
  const hash = hashToken(token);
  return { hash, text: hash.toString('latin1') };
}

/** The caller of a token, or undefined when it is unknown, expired or revoked. */
export type FindCaller = (key: KeyHash, now: number) => Promise<Caller | undefined>;

type Known = { version: number; endsAt: number; caller: Caller };

const keptTokens = 1000;

/**
 * Keeps whom it found until anything is committed by anyone, so that a revoked token is refused at
 * once, whoever revoked it.
 */
export function createCallers(reader: Reader): FindCaller {
  const known = new Map<string, Known>();
  return async ({ hash, text }, now) => {
    const version = reader.version();
    let found = known.get(text);
    if (found?.version !== version) {
      const grant = await selectGrant(reader, hash);
      if (!grant || !timingSafeEqual(grant.hash, hash)) return undefined;
      found = { version, endsAt: endOf(grant), caller: toCaller(grant) };
      if (known.size >= keptTokens) known.clear();
      known.set(text, found);
    }
    return found.endsAt > now ? found.caller : undefined;
  };
}

/** When the first of its ends comes, never for none. */
function endOf(grant: GrantRow): number {
  const ends = [grant.revoked_at, grant.expires_at, grant.token_expires_at];
  return Math.min(...ends.map((at) => at ?? Number.POSITIVE_INFINITY));
}

function toCaller(grant: GrantRow): Caller {
  const { location_no: locationNo, location_id: locationId, country } = grant;
  const actor = { kind: 'integration', id: grant.id, name: grant.name } as const;
  return {
    actor,
    actorKey: actorKeyOf(actor),
    integrationNo: grant.no,
    // Written by the integration commands and nowhere else.
    scopes: JSON.parse(grant.scopes) as string[],
    compatibility: toCompatibility(grant.compatibility),
    location:
      locationNo !== null && locationId !== null && country !== null
        ? { no: locationNo, id: locationId, country }
        : null,
  };
}

function toCompatibility(value: string | null): Compatibility | null {
  return value === 'documented' || value === 'observed' ? value : null;
}
