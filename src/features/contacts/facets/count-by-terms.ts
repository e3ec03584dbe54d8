import { numberSetOf } from '../../../lib/number-set.ts';
import type { Executor } from '../../../storage/engine.ts';
import { type TermExpression, isEverybody } from '../../../storage/term-expression.ts';
import { eachMeant, selectTermsBegunBy } from '../index/index.store.ts';
import { tagTerm } from '../index/terms.ts';
import type { FoundMembers } from '../search/find-contacts.ts';
import { selectByTime } from '../search/search-contacts.store.ts';
import { type ValueCounts, codeOfValues, shownValues } from './counted-values.ts';
import { type CountedFacet, type Counter, byCount, mostCounted } from './facet.ts';
import { type CountedTag, selectTagsOfMost } from './facets.store.ts';
import { nameOf, startOf, withinPeriod } from './periods.ts';

/** Of many contacts: the contacts of each term are held against them. */
export async function countByTerms(
  reader: Executor,
  locationNo: number,
  members: FoundMembers,
): Promise<Counter> {
  const { whole } = members;
  const isEveryone = isEverybody(members.meant) && members.further.length === 0;
  const isMember = isEveryone ? undefined : await membership(reader, locationNo, members);

  const countOf = async (
    expression: TermExpression,
  ): Promise<{ count: number; firstNo: number }> => {
    const found = { count: 0, firstNo: 0 };
    await eachMeant(reader, locationNo, expression, whole, (no) => {
      if (isMember && !isMember(no)) return;
      if (found.count === 0) found.firstNo = no;
      found.count += 1;
    });
    return found;
  };

  return {
    tags: async (limit) => {
      if (isEveryone)
        return shownTags(await selectTagsOfMost(reader, locationNo, limit + 1), limit);
      const tags = await selectTagsOfMost(reader, locationNo, mostCounted + 1);
      let top: CountedTag[] = [];
      for (const tag of tags.slice(0, mostCounted)) {
        // No tag has more members than contacts, and those that come now have not more than this one.
        const least = top[limit - 1]?.count ?? 0;
        if (top.length > limit && least > tag.count) return shownTags(top, limit);
        const { count } = await countOf({ term: tagTerm(tag.no) });
        if (count > 0) top = [...top, { ...tag, count }].toSorted(byCount).slice(0, limit + 1);
      }
      const { values, more } = shownTags(top, limit);
      return { values, more: more || tags.length > mostCounted };
    },

    values: async (source, limit) => {
      const beginning = `${codeOfValues(source)}=`;
      const words = await selectTermsBegunBy(reader, locationNo, beginning, {
        limit: mostCounted + 1,
      });
      const counts: ValueCounts = new Map();
      for (const word of words.slice(0, mostCounted)) {
        if (word === '') continue;
        const counted = await countOf({ term: beginning + word });
        if (counted.count > 0) counts.set(word, counted);
      }
      const { values, more } = await shownValues({ reader, locationNo }, source, counts, limit);
      return { values, more: more || words.length > mostCounted };
    },

    added: async (period, limit) => {
      const newest: CountedFacet['values'] = [];
      let before = Number.MAX_SAFE_INTEGER;
      for (let looked = 0; looked < mostCounted; looked += 1) {
        const place = { locationNo, dateAdded: before, id: '', limit: 1 };
        const [last] = await selectByTime(reader, 'desc', place);
        if (!last) return { values: newest.toReversed(), more: false };
        before = startOf(period, last.date_added);
        const { count } = await countOf(withinPeriod('date_added', period, before));
        if (count > 0 && newest.length === limit) break;
        if (count > 0) newest.push({ value: nameOf(period, before), count });
      }
      return { values: newest.toReversed(), more: true };
    },
  };
}

function shownTags(tags: readonly CountedTag[], limit: number): CountedFacet {
  const values = tags.slice(0, limit).map(({ value, count }) => ({ value, count }));
  return { values, more: tags.length > limit };
}

/** A bit for each contact that there is. */
async function membership(
  reader: Executor,
  locationNo: number,
  { meant, nos, further, whole }: FoundMembers,
): Promise<(no: number) => boolean> {
  const members = numberSetOf(further, whole.to);
  if (nos) for (const no of nos) members.add(no);
  else await eachMeant(reader, locationNo, meant, whole, members.add);
  return members.has;
}
