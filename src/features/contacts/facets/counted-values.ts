import { foldText } from '../../../lib/text.ts';
import type { Executor } from '../../../storage/engine.ts';
import { codeOf, readAgain, written } from '../index/terms.ts';
import { type CountedFacet, byCount } from './facet.ts';
import { type ValueSource, eachValue } from './facets.store.ts';

/** How many have a value, and the first of them, whose spelling is shown; by how it is written in terms. */
export type ValueCounts = Map<string, { count: number; firstNo: number }>;

/** As in the terms of the index: folded, but for ids. */
export function wordOf(source: ValueSource, value: string): string {
  const isId = 'path' in source && source.path === 'assignedTo';
  return written(isId ? value : foldText(value));
}

/** What the terms of a source begin with. */
export function codeOfValues(source: ValueSource): string {
  if ('customField' in source || source.path === 'country') return codeOf(source);
  return codeOf({ column: source.path === 'source' ? 'source_key' : 'assigned_to' });
}

/** The most frequent values, spelled as the first contact of each has them. */
export async function shownValues(
  { reader, locationNo }: { reader: Executor; locationNo: number },
  source: ValueSource,
  counts: ValueCounts,
  limit: number,
): Promise<CountedFacet> {
  const ordered = [...counts]
    .map(([word, counted]) => ({ ...counted, word, key: readAgain(word) ?? word }))
    .toSorted(byCount);
  const values: CountedFacet['values'] = [];
  for (const { word, count, firstNo } of ordered.slice(0, limit)) {
    const spellings: string[] = [];
    await eachValue(reader, locationNo, source, [firstNo], ({ value }) => {
      if (wordOf(source, value) === word) spellings.push(value);
    });
    const [value] = spellings;
    if (value === undefined) throw new Error('a contact has not what it is found by');
    values.push({ value, count });
  }
  return { values, more: ordered.length > limit };
}
