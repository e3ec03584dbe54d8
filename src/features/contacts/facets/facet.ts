import type { ValueSource } from './facets.store.ts';
import type { Period } from './periods.ts';

/** What the contacts of a search are counted by. */
export type Facet = { by: 'tags' } | { by: ValueSource } | { by: { added: Period } };

export type CountedValue = { value: string; count: number };
export type CountedFacet = { values: CountedValue[]; more: boolean };

/** Counts the contacts of a search: of each facet so many values at most. */
export type Counter = {
  tags(limit: number): Promise<CountedFacet>;
  values(source: ValueSource, limit: number): Promise<CountedFacet>;
  added(period: Period, limit: number): Promise<CountedFacet>;
};

/** Of many contacts so many values of a facet are counted. */
export const mostCounted = 5000;

/** Highest counts first, then by what they are compared by. */
export function byCount(
  one: { count: number; key: string },
  other: { count: number; key: string },
): number {
  if (one.count !== other.count) return other.count - one.count;
  return Buffer.compare(Buffer.from(one.key), Buffer.from(other.key));
}
