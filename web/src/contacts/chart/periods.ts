import type { Facet } from '../../api/facets.ts';
import { words } from './words.ts';

export const periods = ['day', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

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

/** By the shortest period that shows the whole span; of months the last ones. */
export function timeBars(facets: ReadonlyMap<string, Facet>): TimeBars {
  for (const period of periods) {
    const facet = facets.get(facetOf(period));
    if (!facet) continue;
    const bars = barsBy(period, facet);
    const isWhole = !facet.more && bars.length <= most[period];
    if (isWhole || period === 'month') {
      return { period, bars: bars.slice(-most[period]), isCut: !isWhole };
    }
  }
  return { period: 'day', bars: [], isCut: false };
}

export const facetOf = (period: Period): string => `dateAdded:${period}`;
