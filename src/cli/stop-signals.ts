/**
 * One Ctrl-C reaches a server more than once: from the terminal, from npm and from the launcher.
 * Only a signal that comes later than this was meant as a second one.
 */
const repeatMs = 1000;

export type StopSignals = {
  /** What a signal that comes now asks for. */
  received(monotonicMs: number): 'stop' | 'nothing' | 'end';
};

export function createStopSignals(): StopSignals {
  let first: number | undefined;
  return {
    received: (monotonicMs) => {
      if (first === undefined) {
        first = monotonicMs;
        return 'stop';
      }
      return monotonicMs - first < repeatMs ? 'nothing' : 'end';
    },
  };
}
