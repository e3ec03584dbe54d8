import type { Facet } from '../../api/facets.ts';
import { words } from './words.ts';

export type Period = 'day' | 'week' | 'month';

/** Contacts that were added from one moment to another, both among them; in UTC, as the server counts them. */
export type TimeBar = { name: string; count: number; gte: string; lte: string };
export type TimeBars = { period: Period; bars: readonly TimeBar[]; isCut: boolean };

const most: Readonly<Record<Period, number>> = { day: 31, week: 26, month: 60 };
const dayMs = 86_400_000;
const daysOf = { day: 1, week: 7 } as const;

const dayName = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const monthName = new Intl.DateTimeFormat('en', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

function nameOf(period: Period, start: number): string {
  if (period === 'month') return monthName.format(start);
  const day = dayName.format(start);
  return period === 'week' ? words.week(day) : day;
}

function nextOf(period: Period, start: number): number {
  if (period !== 'month') return start + daysOf[period] * dayMs;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

const startOf = (value: string): number =>
  Date.parse(`${value.length === 'YYYY-MM'.length ? `${value}-01` : value}T00:00:00Z`);

/** From the first to the last, also those that nobody was added in. */
function barsBy(period: Period, { values }: Facet): TimeBar[] {
  const counts = new Map(values.map(({ value, count }) => [startOf(value), count]));
  const starts = [...counts.keys()];
  const [first = 0, last = -1] = [starts[0], starts.at(-1)];
  const bars: TimeBar[] = [];
  for (let start = first; start <= last; start = nextOf(period, start)) {
    bars.push({
      name: nameOf(period, start),
      count: counts.get(start) ?? 0,
      gte: new Date(start).toISOString(),
      lte: new Date(nextOf(period, start) - 1).toISOString(),
    });
  }
  return bars;
}

const months = (facet: Facet): number => barsBy('month', facet).length;
/** So many days lie in two months, and so many weeks in seven, that a shorter period may show them. */
const mostMonths = { day: 2, week: 7 } as const;

/** The period that is worth asking for, once it is known in which months contacts were added. */
export function finerPeriod(facet: Facet): 'day' | 'week' | undefined {
  const span = facet.more ? Number.POSITIVE_INFINITY : months(facet);
  if (span === 0 || span > mostMonths.week) return undefined;
  return span <= mostMonths.day ? 'day' : 'week';
}

const mondayOf = (start: number): number =>
  start - ((new Date(start).getUTCDay() + 6) % daysOf.week) * dayMs;

function weeksOf({ values, ...facet }: Facet): Facet {
  const counts = new Map<string, number>();
  for (const { value, count } of values) {
    const monday = new Date(mondayOf(startOf(value))).toISOString().slice(0, 'YYYY-MM-DD'.length);
    counts.set(monday, (counts.get(monday) ?? 0) + count);
  }
  return { ...facet, values: [...counts].map(([value, count]) => ({ value, count })) };
}

/** By the shortest period that shows the whole span; of months the last ones. */
export function timeBars(byMonth: Facet, finer: Facet | undefined): TimeBars {
  const isByDay = finer?.facet === facetOf('day');
  const shorter = finer && {
    ...(isByDay && { day: finer }),
    week: isByDay ? weeksOf(finer) : finer,
  };
  for (const period of ['day', 'week'] as const) {
    const facet = shorter?.[period];
    if (!facet || facet.more) continue;
    const bars = barsBy(period, facet);
    if (bars.length <= most[period]) return { period, bars, isCut: false };
  }
  const bars = barsBy('month', byMonth);
  const isCut = byMonth.more || bars.length > most.month;
  return { period: 'month', bars: bars.slice(-most.month), isCut };
}

export const facetOf = (period: Period): string => `dateAdded:${period}`;
