import {
  type TermExpression,
  allOf,
  anyOf,
  everybody,
  isEverybody,
  isMeant,
  nobody,
  without,
} from '../../../storage/term-expression.ts';
import { ranksOf } from '../index/compile-condition.ts';
import { everyTermOf } from '../index/contact-terms.ts';
import { selectMeant } from '../index/index.store.ts';
import { eachIndexed } from '../index/indexed-contacts.store.ts';
import type { Bounds } from '../index/ranges.ts';
import { kept } from './kept-members.ts';
import { type Members, type Of, meantBy } from './meant-by.ts';
import { boundsOf, checked } from './members.ts';
import { type Place, fewOf, inOrder } from './order-members.ts';
import type { Condition, Match, TextFilter } from './search-contacts.store.ts';
import { ranks as places } from './text-filter.ts';

/** Who meets a condition, and by which terms. */
export type Sought = { condition: Condition; bounds: Bounds; members: Members };

/** The members by how well they are what the text of the condition names; within each rank by the keys. */
export async function bestFirst(of: Of, sought: Sought, place: Place): Promise<Match[]> {
  const text = textOf(sought.condition);
  if (!text || text.forgiven.length === 0) return byRank(of, sought, text, place);
  const exact = await withoutSlips(of, sought);
  const matches = await byRank(of, exact, text, place);
  const limit = place.limit - matches.length;
  if (limit <= 0) return matches;
  const { after } = place;
  const isFirst = after?.keys[0] === places.nearly;
  const others = await membersBeside(of, sought.members, exact.members);
  const nearly = { sort: place.sort, after: isFirst ? behindRank(after) : null, limit };
  for (const match of await inOrder(of, others, nearly)) {
    matches.push({ ...match, keys: [places.nearly, ...match.keys] });
  }
  return matches;
}

/** The text that the ranks are about: that of the whole search. */
function textOf(condition: Condition): TextFilter | undefined {
  const all = 'all' in condition ? condition.all : [];
  for (const each of all) if ('text' in each && !('contains' in each)) return each.text;
  return undefined;
}

function behindRank({ keys, id }: NonNullable<Place['after']>): NonNullable<Place['after']> {
  return { keys: keys.slice(1), id };
}

/** Those of the members who have the words as they are written. */
async function withoutSlips(of: Of, { condition, bounds, members }: Sought): Promise<Sought> {
  const all = 'all' in condition ? condition.all : [];
  const written: Condition = {
    all: all.map((each) =>
      'text' in each && !('contains' in each) ? { text: { ...each.text, forgiven: [] } } : each,
    ),
  };
  const exact = await boundsOf(of, written);
  const open = allOf([without(exact.upper, exact.lower), bounds.lower]);
  const maybe =
    exact.upper === exact.lower ? [] : await selectMeant(of.reader, of.locationNo, open, of.whole);
  const others = [maybe, members.further];
  return {
    condition: written,
    bounds: exact,
    members: await checked(of, written, exact.lower, others),
  };
}

/** Those of the members who are not among some of them. */
async function membersBeside(of: Of, members: Members, some: Members): Promise<Members> {
  const known = new Set(some.further);
  const rest = without(members.meant, some.meant);
  const nos = await selectMeant(of.reader, of.locationNo, rest, of.whole);
  const further = nos.concat(members.further).filter((no) => !known.has(no));
  return { ...noneBeside, further, total: further.length };
}

const noneBeside = { meant: nobody, nos: [], about: 0 } as const;

/** The ranks one after another, which are told by terms alone. */
async function byRank(
  of: Of,
  { bounds, members }: Sought,
  text: TextFilter | undefined,
  { sort, after, limit }: Place,
): Promise<Match[]> {
  const ranks = text ? await ranksOf(of, text) : [everybody];
  const from = text ? Number(after?.keys[0] ?? 0) : 0;
  const matches: Match[] = [];
  let read: Map<number, number[]> | undefined;
  /** Of whom the index does not tell yet. */
  const readOf = async (rank: number): Promise<Members> => {
    read ??= await readRanks(of, members.further, ranks);
    const further = read.get(rank) ?? [];
    return { ...noneBeside, further, total: further.length };
  };
  for (const [rank, expression] of ranks.entries()) {
    if (rank < from || matches.length >= limit) continue;
    const better = anyOf(ranks.slice(0, rank));
    const left = limit - matches.length;
    const some = of.isIndexed
      ? await among(of, members, bounds, without(expression, better), left)
      : await readOf(rank);
    const isFirst = after !== null && rank === from;
    const place = { sort, after: isFirst ? behindRank(after) : null, limit: left };
    for (const match of await inOrder(of, some, place)) {
      matches.push({ ...match, keys: [rank, ...match.keys] });
    }
  }
  return matches;
}

/** Contacts by the first of the ranks that each has, by what is stored of it. */
async function readRanks(
  { reader, locationNo }: Of,
  nos: readonly number[],
  ranks: readonly TermExpression[],
): Promise<Map<number, number[]>> {
  const found = new Map(ranks.map((_, rank) => [rank, [] as number[]]));
  await eachIndexed(reader, locationNo, nos, (no, contact) => {
    const has = everyTermOf(contact);
    found.get(ranks.findIndex((each) => isMeant(each, has)))?.push(no);
  });
  return found;
}

/** Those of the members who are meant by an expression too. */
async function among(
  of: Of,
  members: Members,
  { upper, lower }: Bounds,
  expression: TermExpression,
  wanted: number,
): Promise<Members> {
  if (isEverybody(expression)) return members;
  const { meant, further } = members;
  const { reader, locationNo, whole } = of;
  const both = allOf([meant, expression]);
  let left = further;
  if (further.length > 0) {
    const others = allOf([without(upper, lower), expression]);
    const known = new Set(await selectMeant(reader, locationNo, others, whole));
    left = further.filter((no) => known.has(no));
  }
  // As far as the order needs it.
  const most = fewOf(of, wanted) + 1;
  const some = await kept(of, { both, most }, () => meantBy(of, both, most));
  return { meant: both, further: left, ...some, total: some.total + left.length };
}
