/** A turn of the event loop that took longer has room for one call more. */
const longMs = 10;
const mostCalls = 64;

/**
 * Calls in the order asked for, spread over turns of the event loop: many in each while they are short,
 * and one in each where they are long, so that what arrives meanwhile is served in between.
 */
export function createLoopTurns(monotonicMs: () => number): (call: () => void) => void {
  let waiting: (() => void)[] = [];
  let share = 1;
  let lastAt = Number.NEGATIVE_INFINITY;
  const turn = (): void => {
    const now = monotonicMs();
    share = now - lastAt < longMs ? Math.min(2 * share, mostCalls) : 1;
    lastAt = now;
    const calls = waiting.slice(0, share);
    waiting = waiting.slice(share);
    // Before the calls, which may ask for more.
    if (waiting.length > 0) setImmediate(turn);
    for (const call of calls) call();
  };
  return (call) => {
    waiting.push(call);
    if (waiting.length === 1) setImmediate(turn);
  };
}
