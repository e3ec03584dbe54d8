import { emailKey } from '../../../lib/email.ts';

export type Attempt = { address: string; email: string };

export type SignInBrake = {
  /**
   * Counts a try as one that fails, before it is known: many at once get no further than one after
   * another. `waitMs` is over 0 for one that must not be made yet, which counts for nothing;
   * `holdMs` is how long to keep one that may.
   */
  enter(attempt: Attempt, monotonicMs: number): { waitMs: number; holdMs: number };
  /** It did not fail. */
  succeeded(attempt: Attempt): void;
};

/** What is counted over: a user's tries from one address, and those of one address for anybody. */
export const freeTriesOfUser = 5;
export const freeTriesOfAddress = 20;
/** From everywhere; then each try at this user is kept for a moment, and none is refused for it. */
export const freeTriesAtUser = 50;
export const longestWaitMs = 60_000;
export const longestHoldMs = 3000;
/** After so long without a try it is forgotten. */
export const forgetTriesMs = 900_000;
const mostKept = 10_000;

type Count = { tries: number; last: number };

/**
 * Slows down guessing without a lock-out: who fails from elsewhere delays somebody with the right
 * password by seconds at most.
 */
export function createSignInBrake(): SignInBrake {
  const ofUser = createCounts();
  const ofAddress = createCounts();
  const atUser = createCounts();
  return {
    enter: (attempt, at) => {
      const { user, address, pair } = keysOf(attempt);
      const waitMs = Math.max(
        ofUser.waitMs(pair, freeTriesOfUser, at),
        ofAddress.waitMs(address, freeTriesOfAddress, at),
      );
      if (waitMs > 0) return { waitMs, holdMs: 0 };
      ofUser.add(pair, at);
      ofAddress.add(address, at);
      const over = atUser.add(user, at) - freeTriesAtUser;
      const holdMs = over <= 0 ? 0 : Math.min(longestHoldMs, 250 * 2 ** Math.min(over, 10));
      return { waitMs, holdMs };
    },
    succeeded: (attempt) => {
      const { user, address, pair } = keysOf(attempt);
      ofUser.forget(pair);
      ofAddress.takeBack(address);
      atUser.takeBack(user);
    },
  };
}

function keysOf({ address, email }: Attempt): { user: string; address: string; pair: string } {
  // Longer than any that is stored: two that differ only further on are one here.
  const user = emailKey(email.trim()).slice(0, 320);
  const from = networkOf(address);
  return { user, address: from, pair: `${from} ${user}` };
}

/** Of an IPv6 address the half that its network is known by: the rest is the sender's to choose. */
function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').length;
  return [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0')]
    .slice(0, 4)
    .join(':');
}

type Counts = {
  waitMs(key: string, free: number, at: number): number;
  add(key: string, at: number): number;
  takeBack(key: string): void;
  forget(key: string): void;
};

function createCounts(): Counts {
  const counts = new Map<string, Count>();
  const find = (key: string, at: number): Count | undefined => {
    const known = counts.get(key);
    return known && at - known.last < forgetTriesMs ? known : undefined;
  };
  return {
    waitMs: (key, free, at) => {
      const known = find(key, at);
      const over = (known?.tries ?? 0) - free;
      if (!known || over < 0) return 0;
      const waitMs = Math.min(longestWaitMs, 1000 * 2 ** Math.min(over, 10));
      return Math.max(0, known.last + waitMs - at);
    },
    add: (key, at) => {
      const tries = (find(key, at)?.tries ?? 0) + 1;
      counts.delete(key);
      counts.set(key, { tries, last: at });
      const oldest = counts.keys().next().value;
      if (counts.size > mostKept && oldest !== undefined) counts.delete(oldest);
      return tries;
    },
    takeBack: (key) => {
      const known = counts.get(key);
      if (known) known.tries = Math.max(0, known.tries - 1);
    },
    forget: (key) => void counts.delete(key),
  };
}
