export type RateLimitRule = { max: number; intervalMs: number; perDay: number };
export type RateLimitState = {
  allowed: boolean;
  headers: Record<string, string>;
  retryAfterMs: number;
};
export type RateLimiter = { take(key: string, monotonicMs: number): RateLimitState };

const dayMs = 86_400_000;
const usualRule: RateLimitRule = { max: 100, intervalMs: 10_000, perDay: 200_000 };

/** Counts an integration's requests in fixed windows, in the headers that are published. */
export function createRateLimiter(rule: RateLimitRule | undefined): RateLimiter {
  const shown = rule ?? usualRule;
  const windows = new Map<string, { interval: Window; day: Window }>();
  return {
    take: (key, monotonicMs) => {
      const window = windows.get(key) ?? { interval: newWindow(), day: newWindow() };
      windows.set(key, window);
      roll(window.interval, monotonicMs, shown.intervalMs);
      roll(window.day, monotonicMs, dayMs);
      const full = rule && (window.interval.used >= rule.max || window.day.used >= rule.perDay);
      if (rule && !full) {
        window.interval.used += 1;
        window.day.used += 1;
      }
      const dayFull = rule && window.day.used >= rule.perDay;
      const end = dayFull ? window.day.start + dayMs : window.interval.start + shown.intervalMs;
      return {
        allowed: !full,
        retryAfterMs: full ? end - monotonicMs : 0,
        headers: {
          'x-ratelimit-limit-daily': String(shown.perDay),
          'x-ratelimit-daily-remaining': String(shown.perDay - window.day.used),
          'x-ratelimit-daily-reset': String(wholeSeconds(window.day.start + dayMs - monotonicMs)),
          'x-ratelimit-interval-milliseconds': String(shown.intervalMs),
          'x-ratelimit-max': String(shown.max),
          'x-ratelimit-remaining': String(shown.max - window.interval.used),
        },
      };
    },
  };
}

/** As the live service says how long its day still lasts: in milliseconds, of whole seconds. */
function wholeSeconds(ms: number): number {
  return Math.ceil(ms / 1000) * 1000;
}

type Window = { start: number; used: number };

function newWindow(): Window {
  return { start: Number.NEGATIVE_INFINITY, used: 0 };
}

function roll(window: Window, monotonicMs: number, lengthMs: number): void {
  if (monotonicMs < window.start + lengthMs) return;
  window.start = monotonicMs;
  window.used = 0;
}

export type FailureBrake = {
  /** How long to hold the reply to another bad token from an address. */
  delayMs(address: string, monotonicMs: number): number;
};

export const freeFailures = 10;
export const forgetMs = 60_000;
export const longestDelayMs = 2000;
const addressLimit = 10_000;

/** Slows down repeated bad tokens from one address; a good token is never held. */
export function createFailureBrake(): FailureBrake {
  const failures = new Map<string, { count: number; last: number }>();
  return {
    delayMs: (address, monotonicMs) => {
      const known = failures.get(address);
      const count = known && monotonicMs - known.last < forgetMs ? known.count + 1 : 1;
      failures.delete(address);
      failures.set(address, { count, last: monotonicMs });
      const oldest = failures.keys().next().value;
      if (failures.size > addressLimit && oldest !== undefined) failures.delete(oldest);
      return count <= freeFailures
        ? 0
        : Math.min(longestDelayMs, 50 * 2 ** (count - freeFailures - 1));
    },
  };
}
