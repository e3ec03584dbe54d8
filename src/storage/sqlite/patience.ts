import { reasonOf } from './database-problem.ts';

export type Patience = {
  /** Does the work unless it failed a short while ago; true when it is done. */
  attempt(work: () => boolean): boolean;
  /** What it last failed with, until it succeeds. */
  failure(): unknown;
};

const firstWaitMs = 250;
export const longestWaitMs = 5000;

/**
 * For keeping the log in bounds, where each try may copy all of it: what fails is tried again later and
 * later, and said when it begins and when it ends.
 */
export function createPatience(
  nowMs: () => number,
  say: (problem: string | undefined) => void,
): Patience {
  let waitMs = 0;
  let notBefore = Number.NEGATIVE_INFINITY;
  let failure: unknown;
  return {
    attempt: (work) => {
      if (nowMs() < notBefore) return false;
      try {
        const done = work();
        if (failure !== undefined) say(undefined);
        failure = undefined;
        waitMs = 0;
        return done;
      } catch (error) {
        if (failure === undefined) say(reasonOf(error));
        failure = error;
        waitMs = Math.min(longestWaitMs, Math.max(firstWaitMs, waitMs * 2));
        notBefore = nowMs() + waitMs;
        return false;
      }
    },
    failure: () => failure,
  };
}
