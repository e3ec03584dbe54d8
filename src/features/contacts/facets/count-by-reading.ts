import type { Executor } from '../../../storage/engine.ts';
import { type ValueCounts, shownValues, wordOf } from './counted-values.ts';
import { type Counter, mostCounted } from './facet.ts';
import { eachTime, eachValue, selectTagsOf } from './facets.store.ts';
import { nameOf, startOf } from './periods.ts';

/** Of a few contacts, by what is stored of each. */
export function countByReading(
  reader: Executor,
  locationNo: number,
  nos: readonly number[],
): Counter {
  return {
    tags: async (limit) => {
      const found = await selectTagsOf(reader, locationNo, nos, limit + 1);
      const values = found.slice(0, limit).map(({ value, count }) => ({ value, count }));
      return { values, more: found.length > limit };
    },

    values: async (source, limit) => {
      const counts: ValueCounts = new Map();
      let isCut = false;
      let of = { no: 0, words: new Set<string>() };
      await eachValue(reader, locationNo, source, nos, ({ no, value }) => {
        const word = wordOf(source, value);
        if (no !== of.no) of = { no, words: new Set() };
        if (word === '' || of.words.has(word)) return;
        of.words.add(word);
        const counted = counts.get(word);
        if (!counted && counts.size >= mostCounted) isCut = true;
        else {
          const firstNo = Math.min(no, counted?.firstNo ?? no);
          counts.set(word, { count: (counted?.count ?? 0) + 1, firstNo });
        }
      });
      const { values, more } = await shownValues({ reader, locationNo }, source, counts, limit);
      return { values, more: more || isCut };
    },

    added: async (period, limit) => {
      const counts = new Map<number, number>();
      await eachTime(reader, locationNo, nos, (ms) => {
        const start = startOf(period, ms);
        counts.set(start, (counts.get(start) ?? 0) + 1);
      });
      const ordered = [...counts].toSorted(([one], [other]) => one - other);
      const values = ordered
        .slice(-limit)
        .map(([start, count]) => ({ value: nameOf(period, start), count }));
      return { values, more: ordered.length > limit };
    },
  };
}
