import { type TermExpression, terms as anyTerm } from '../../../storage/term-expression.ts';
import { dayOf, dayWithin } from '../index/terms.ts';

export const periods = ['day', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

const dayMs = 86_400_000;
const daysOfWeek = 7;
/** The first day that is counted from was a Thursday. */
const daysBeforeFirst = 3;

/** When the day, the week from Monday on or the month of a time begins, in UTC. */
export function startOf(period: Period, ms: number): number {
  const day = Math.floor(ms / dayMs);
  if (period === 'day') return day * dayMs;
  if (period === 'month') return Date.parse(`${dayOf(ms).slice(0, 7)}-01T00:00:00Z`);
  const since = (day + daysBeforeFirst) % daysOfWeek;
  return (day - (since < 0 ? since + daysOfWeek : since)) * dayMs;
}

/** `YYYY-MM-DD`, of a week its Monday; of a month `YYYY-MM`. */
export function nameOf(period: Period, start: number): string {
  return dayOf(start).slice(0, period === 'month' ? 7 : 10);
}

/** Contacts whose time of this code lies in the period that begins so. */
export function withinPeriod(code: string, period: Period, start: number): TermExpression {
  const digits = (ms: number): string => dayOf(ms).replaceAll('-', '');
  if (period === 'month') return { term: dayWithin(code, digits(start).slice(0, 6)) };
  const days = period === 'day' ? 1 : daysOfWeek;
  return anyTerm(
    Array.from({ length: days }, (_, at) => dayWithin(code, digits(start + at * dayMs))),
  );
}
