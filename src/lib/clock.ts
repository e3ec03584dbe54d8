export type Clock = {
  /** Milliseconds since 1970, for what is stored or compared with what is stored: it can be set back. */
  now(): number;
  /** Milliseconds since some moment, never less than before: for whatever is measured or waited for. */
  monotonicMs(): number;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
};

export type ManualClock = Clock & {
  /** Time goes by. */
  advance(ms: number): void;
  /** Somebody sets the clock; no time goes by. */
  setBy(ms: number): void;
};

/** A clock that stands still until it is moved: for tests. */
export function manualClock(start: number): ManualClock {
  let at = start;
  let passed = 0;
  return {
    now: () => at,
    monotonicMs: () => passed,
    advance: (ms) => {
      at += ms;
      passed += ms;
    },
    setBy: (ms) => {
      at += ms;
    },
  };
}
