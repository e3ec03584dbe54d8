import type { Executor } from '../../../storage/engine.ts';
import { selectIndexState } from '../../../storage/index-state.ts';
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
import { compileCondition, ranksOf } from '../index/compile-condition.ts';
import { everyTermOf } from '../index/contact-terms.ts';
import { eachIndexed, selectEdges, selectLastNo, selectMeant } from '../index/index.store.ts';
import type { Bounds } from '../index/ranges.ts';
import { selectContactCount } from '../list/list-contacts.store.ts';
import { checkContacts } from './check-condition.store.ts';
import { type Members, type Of, meantBy } from './members.ts';
import { type Place, fewOf, inOrder } from './order-members.ts';
import {
  type Condition,
  type KeySort,
  type Match,
  type SearchAfter,
  type Sort,
  type TextFilter,
  selectLive,
} from './search-contacts.store.ts';

export type Wanted = {
  sort: readonly Sort[];
  after: SearchAfter | null;
  limit: number;
  /** Whether the total is wanted: else it is counted as far as the order needs it. */
  counts?: boolean;
};
export type Found = { matches: Match[]; total: number };

/** The contacts that meet a condition, in order from a place on, and how many there are. */
export async function findContacts(
  reader: Executor,
  locationNo: number,
  condition: Condition,
  { sort, after, limit, counts = true }: Wanted,
): Promise<Found> {
  const of = await lookInto(reader, locationNo);
  const bounds = await boundsOf(of, condition);
  const members = await membersOf(of, condition, bounds, counts ? undefined : fewOf(of, limit) + 1);
  if (members.total === 0) return { matches: [], total: 0 };
  const [first, ...rest] = sort;
  const keys = keySorts(first?.key === 'match' ? rest : sort);
  const place = { sort: keys, after, limit };
  const matches =
    first?.key === 'match'
      ? await bestFirst(of, members, bounds, textOf(condition), place)
      : await inOrder(of, members, place);
  return { matches, total: members.total };
}

export type FoundMembers = Members & Pick<Of, 'whole' | 'isIndexed'>;

/** Everybody who meets a condition, and whether the index tells all of everybody. */
export async function findMembers(
  reader: Executor,
  locationNo: number,
  condition: Condition,
): Promise<FoundMembers> {
  const of = await lookInto(reader, locationNo);
  const { whole, isIndexed } = of;
  return { ...(await membersOf(of, condition, await boundsOf(of, condition))), whole, isIndexed };
}

async function lookInto(reader: Executor, locationNo: number): Promise<Of> {
  const contacts = await selectContactCount(reader, locationNo);
  const isIndexed = (await selectIndexState(reader)).builtTo === null;
  const edges = isIndexed ? await selectEdges(reader, locationNo) : undefined;
  const { from, to } = edges ?? { from: 0, to: await selectLastNo(reader) };
  const whole = { from, to, apart: Math.max(1, (to - from + 1) / Math.max(1, contacts)) };
  return { reader, locationNo, contacts, whole, isIndexed };
}

function keySorts(sort: readonly Sort[]): KeySort[] {
  return sort.flatMap(({ key, direction }) => (key === 'match' ? [] : [{ key, direction }]));
}

/** The text that the ranks are about: that of the whole search. */
function textOf(condition: Condition): TextFilter | undefined {
  const all = 'all' in condition ? condition.all : [];
  for (const each of all) if ('text' in each && !('contains' in each)) return each.text;
  return undefined;
}

/** Nobody for certain, and everybody perhaps, while the index is built. */
async function boundsOf(of: Of, condition: Condition): Promise<Bounds> {
  return of.isIndexed ? compileCondition(of, condition) : { upper: everybody, lower: nobody };
}

async function membersOf(
  of: Of,
  condition: Condition,
  { upper, lower }: Bounds,
  most?: number,
): Promise<Members> {
  if (upper === lower) return { meant: upper, further: [], ...(await meantBy(of, upper, most)) };
  const { reader, locationNo } = of;
  const further: number[] = [];
  for await (const some of candidates(of, { upper, lower })) {
    for (const no of await checkContacts(reader, locationNo, some, condition)) further.push(no);
  }
  const sure = await meantBy(of, lower);
  return { meant: lower, further, ...sure, total: sure.total + further.length };
}

const together = 10_000;

/** Those who may be meant, in the order of their numbers. */
async function* candidates(of: Of, { upper, lower }: Bounds): AsyncGenerator<number[]> {
  const { reader, locationNo, whole } = of;
  if (!isEverybody(upper) || lower !== nobody) {
    yield await selectMeant(reader, locationNo, without(upper, lower), whole);
    return;
  }
  for (let after = 0; ; ) {
    const nos = await selectLive(reader, { locationNo, after, limit: together });
    yield nos;
    if (nos.length < together) return;
    after = nos.at(-1) ?? after;
  }
}

/** The ranks one after another; within each by the keys. */
async function bestFirst(
  of: Of,
  members: Members,
  bounds: Bounds,
  text: TextFilter | undefined,
  { sort, after, limit }: Place,
): Promise<Match[]> {
  const ranks = text ? await ranksOf(of, text) : [everybody];
  const from = text ? Number(after?.keys[0] ?? 0) : 0;
  const matches: Match[] = [];
  let byRank: Map<number, number[]> | undefined;
  /** Of whom the index does not tell yet. */
  const read = async (rank: number): Promise<Members> => {
    byRank ??= await readRanks(of, members.further, ranks);
    const further = byRank.get(rank) ?? [];
    return { meant: nobody, further, total: further.length, about: further.length };
  };
  for (const [rank, expression] of ranks.entries()) {
    if (rank < from || matches.length >= limit) continue;
    const better = anyOf(ranks.slice(0, rank));
    const left = limit - matches.length;
    const some = of.isIndexed
      ? await among(of, members, bounds, without(expression, better), left)
      : await read(rank);
    const isFirst = after !== null && rank === from;
    const place = {
      sort,
      after: isFirst ? { keys: after.keys.slice(1), id: after.id } : null,
      limit: left,
    };
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
  const byRank = new Map(ranks.map((_, rank) => [rank, [] as number[]]));
  await eachIndexed(reader, locationNo, nos, (no, contact) => {
    const has = everyTermOf(contact);
    byRank.get(ranks.findIndex((each) => isMeant(each, has)))?.push(no);
  });
  return byRank;
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
  const some = await meantBy(of, both, fewOf(of, wanted) + 1);
  return { meant: both, further: left, ...some, total: some.total + left.length };
}
