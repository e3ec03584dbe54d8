import type { SessionOperation } from '../../contract/operation.ts';
import type { Clock } from '../lib/clock.ts';
import { keyHashOf } from '../lib/random-key.ts';
import type { Reader } from '../storage/engine.ts';
import { errors } from '../errors/catalogue.ts';
import { createCallers } from '../features/private-integrations/callers.ts';
import {
  type FindSession,
  createSessionCallers,
} from '../features/users/sessions/session-callers.ts';
import { usesApartMs } from '../features/users/sessions/session-times.ts';
import { type AppClaim, checkTrusted } from './app-claim.ts';
import { authenticate } from './authenticate.ts';
import { type CompatibilityName, compatibilities } from './compatibility.ts';
import type { LastUses } from './last-use.ts';
import type { Call, Caller } from './operation-request.ts';
import {
  type RateLimitRule,
  type RateLimitState,
  createFailureBrake,
  createRateLimiter,
} from './rate-limit.ts';
import type { SessionCall } from './session-request.ts';

export type AccessOptions = {
  reader: Reader;
  clock: Clock;
  /** Of callers without one of their own. */
  compatibility: CompatibilityName;
  rateLimit: RateLimitRule | undefined;
  lastUses: LastUses;
  sessionUses: LastUses;
  /** Resolves after a time; injected so that tests need not wait. */
  wait(ms: number): Promise<void>;
};

/** What a surface knows of who calls. */
export type Claim = {
  traceId: string;
  /** `Bearer` and a token, or a token alone. */
  authorization: string | undefined;
  /** What a token is remembered by, as long as it sends the same one. */
  connection: object;
  /** Where from, asked only then: bad tokens of one address are answered ever more slowly. */
  address: string;
  /** Asked only where there is no authorization. */
  app: AppClaim;
};

export type Access = {
  /**
   * A call of whom the token belongs to, or without any, of whose session it is. Throws
   * `token_missing`, `token_invalid`, `session_untrusted` or `session_missing`.
   */
  begin(claim: Claim): Promise<Call>;
  /** For an operation of who signs in. Throws `session_untrusted` or `session_missing`. */
  beginSession(claim: Claim, operation: SessionOperation): Promise<SessionCall>;
  /** Whom the token of a call belongs to by now. Throws where nobody any more. */
  again(call: Call): Promise<Caller>;
  /** Counts it among those of its caller, and as a use of its token. */
  count(caller: Caller, now: number): RateLimitState;
  findSession: FindSession;
};

/** Who may call at all, and how often, for every surface. */
export function createAccess(options: AccessOptions): Access {
  const { clock, lastUses, sessionUses } = options;
  const findCaller = createCallers(options.reader);
  const findSession = createSessionCallers(options.reader);
  const limiter = createRateLimiter(options.rateLimit);
  const brake = createFailureBrake();
  const serverDefault = compatibilities[options.compatibility];
  const ofSession = async ({ traceId, app }: Claim, sent: string): Promise<Call> => {
    checkTrusted(app);
    const now = clock.now();
    const token = keyHashOf(sent);
    const caller = token && (await findSession(token, now));
    if (!caller) throw errors.sessionMissing();
    return {
      traceId,
      now,
      caller,
      token,
      secret: sent,
      usualLocationId: app.locationId,
      compatibility: compatibilities[caller.compatibility],
      version: 'v2',
      location: undefined,
      warnings: [],
    };
  };
  return {
    begin: async (claim) => {
      const { traceId, authorization, connection } = claim;
      // A token that is sent decides alone, whatever cookie comes with it.
      const sessionToken = authorization === undefined ? claim.app.sessionToken : undefined;
      if (sessionToken !== undefined) return ofSession(claim, sessionToken);
      const now = clock.now();
      try {
        const { caller, token } = await authenticate(findCaller, connection, authorization, now);
        const compatibility = caller.compatibility
          ? compatibilities[caller.compatibility]
          : serverDefault;
        const location = undefined;
        return {
          traceId,
          now,
          caller,
          token,
          secret: authorization ?? '',
          usualLocationId: undefined,
          compatibility,
          version: 'v2',
          location,
          warnings: [],
        };
      } catch (error) {
        const delayMs = brake.delayMs(claim.address, clock.monotonicMs());
        if (delayMs > 0) await options.wait(delayMs);
        throw error;
      }
    },
    beginSession: async ({ traceId, authorization, app }, { opensTo }) => {
      checkTrusted(app);
      const now = clock.now();
      const token = authorization === undefined ? keyHashOf(app.sessionToken) : undefined;
      const caller = opensTo === 'signed-in' && token ? await findSession(token, now) : undefined;
      if (opensTo === 'signed-in' && !caller) throw errors.sessionMissing();
      const compatibility = compatibilities.documented;
      return { traceId, now, compatibility, version: 'v2', warnings: [], caller, token };
    },
    again: async ({ token, caller }) => {
      const isSession = 'session' in caller;
      const now = clock.now();
      const found = isSession ? await findSession(token, now) : await findCaller(token, now);
      if (!found) throw isSession ? errors.sessionMissing() : errors.tokenInvalid();
      return found;
    },
    count: (caller, now) => {
      if (!('session' in caller)) lastUses.note(caller.integrationNo, now);
      else if (now - caller.session.lastUsedAt >= usesApartMs) {
        sessionUses.note(caller.session.no, now);
      }
      return limiter.take(caller.actorKey, clock.monotonicMs());
    },
    findSession,
  };
}
