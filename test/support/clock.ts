import { manualClock } from '../../src/lib/clock.ts';

/** A clock that stands until the test moves it. */
export const clockAt = (ms: number): ReturnType<typeof manualClock> => manualClock(ms);
