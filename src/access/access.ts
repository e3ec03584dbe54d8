import type { Clock } from '../lib/clock.ts';
import type { Reader } from '../storage/engine.ts';
import { errors } from '../errors/catalogue.ts';
import { type Caller, createCallers } from '../features/private-integrations/callers.ts';
import { authenticate } from './authenticate.ts';
import { type CompatibilityName, compatibilities } from './compatibility.ts';
import type { LastUses } from './last-use.ts';
import type { Call } from './operation-request.ts';
import {
  type RateLimitRule,
  type RateLimitState,
  createFailureBrake,
  createRateLimiter,
} from './rate-limit.ts';

export type AccessOptions = {
  reader: Reader;
  clock: Clock;
  /** Of callers without one of their own. */
  compatibility: CompatibilityName;
  rateLimit: RateLimitRule | undefined;
  lastUses: LastUses;
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
};

export type Access = {
  /** A call of whom the token belongs to. Throws `token_missing` or `token_invalid`. */
  begin(claim: Claim): Promise<Call>;
  /** Whom the token of a call belongs to by now. Throws `token_invalid` where nobody any more. */
  again(call: Call): Promise<Caller>;
  /** Counts it among those of its caller, and as a use of its token. */
  count(call: Call): RateLimitState;
};

/** Who may call at all, and how often, for every surface. */
export function createAccess(options: AccessOptions): Access {
  const { clock, lastUses } = options;
  const findCaller = createCallers(options.reader);
  const limiter = createRateLimiter(options.rateLimit);
  const brake = createFailureBrake();
  const serverDefault = compatibilities[options.compatibility];
  return {
    begin: async (claim) => {
      const { traceId, authorization, connection } = claim;
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
    again: async ({ token }) => {
      const caller = await findCaller(token, clock.now());
      if (!caller) throw errors.tokenInvalid();
      return caller;
    },
    count: ({ caller, now }) => {
      lastUses.note(caller.integrationNo, now);
      return limiter.take(caller.actorKey, clock.monotonicMs());
    },
  };
}
