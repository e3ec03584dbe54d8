import { useEffect, useReducer } from 'react';
import { exactTime, relativeTime } from '../lib/time.ts';

const tickMs = 30_000;

/** How long ago, with the exact time on hover and for programs. */
export function Time({ at }: { at: string }) {
  const [, tick] = useReducer((ticks: number) => ticks + 1, 0);
  useEffect(() => {
    const timer = window.setInterval(tick, tickMs);
    return () => window.clearInterval(timer);
  }, []);
  const date = new Date(at);
  return (
    <time dateTime={at} title={exactTime(date)}>
      {relativeTime(date, new Date())}
    </time>
  );
}
