import { type NumberSet, createNumberSet } from '../../../lib/number-set.ts';
import type { Executor } from '../../../storage/engine.ts';
import { selectIndexState } from '../../../storage/index-state.ts';
import {
  type TermExpression,
  allOf,
  anyOf,
  everybody,
  isEverybody,
  nobody,
  without,
} from '../../../storage/term-expression.ts';
import { compileCondition, ranksOf } from '../index/compile-condition.ts';
import {
  type Span,
  countMeant,
  eachMeant,
  selectLastNo,
  selectMeant,
} from '../index/index.store.ts';
import type { Bounds } from '../index/ranges.ts';
import { selectContactCount } from '../list/list-contacts.store.ts';
import { checkContacts } from './check-condition.store.ts';
import {
  type Condition,
  type KeySort,
  type Match,
  type SearchAfter,
  type Sort,
  selectByTime,
  selectInOrder,
  selectLive,
} from './search-contacts.store.ts';
import { groupsInOrder } from './sort-groups.ts';
import type { TextFilter } from './search-contacts.store.ts';

export type Wanted = {
  sort: readonly Sort[];
  after: SearchAfter | null;
  limit: number;
  /** Whether the total is wanted: else it is counted as far as the order needs it. */
  counts?: boolean;
};
type Place = { sort: readonly KeySort[]; after: SearchAfter | null; limit: number };
export type Found = { matches: Match[]; total: number };

type Of = { reader: Executor; locationNo: number; whole: Span };

/** Who meets a condition: all that are meant by terms, and further ones that were looked up. */
type Members = { meant: TermExpression; further: number[]; total: number };

/** The contacts that meet a condition, in order from a place on, and how many there are. */
export async function findContacts(
  reader: Executor,
  locationNo: number,
  condition: Condition,
  { sort, after, limit, counts = true }: Wanted,
): Promise<Found> {
  const of = { reader, locationNo, whole: { from: 0, to: await selectLastNo(reader) } };
  const bounds = await boundsOf(of, condition);
  const most = counts ? undefined : (await fewOf(of, limit)) + 1;
  const members = await membersOf(of, condition, bounds, most);
  if (members.total === 0) return { matches: [], total: 0 };
  const [first, ...rest] = sort;
  const keys = keySorts(first?.key === 'match' ? rest : sort);
  const text = textOf(condition);
  const matches =
    first?.key === 'match'
      ? await bestFirst(of, members, bounds, text, { sort: keys, after, limit })
      : await inOrder(of, members, { sort: keys, after, limit });
  return { matches, total: members.total };
}

export type FoundMembers = Members & { whole: Span; isIndexed: boolean };

/** Everybody who meets a condition, and whether the index tells all of everybody. */
export async function findMembers(
  reader: Executor,
  locationNo: number,
  condition: Condition,
): Promise<FoundMembers> {
  const of = { reader, locationNo, whole: { from: 0, to: await selectLastNo(reader) } };
  const isIndexed = (await selectIndexState(reader)).builtTo === null;
  const members = await membersOf(of, condition, await boundsOf(of, condition));
  return { ...members, whole: of.whole, isIndexed };
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
  const isBuilt = (await selectIndexState(of.reader)).builtTo === null;
  return isBuilt ? compileCondition(of, condition) : { upper: everybody, lower: nobody };
}

async function membersOf(
  of: Of,
  condition: Condition,
  { upper, lower }: Bounds,
  most?: number,
): Promise<Members> {
  const { reader, locationNo, whole } = of;
  if (upper === lower) {
    const total = isEverybody(upper)
      ? await selectContactCount(reader, locationNo)
      : await countMeant(reader, locationNo, upper, whole, most);
    return { meant: upper, further: [], total };
  }
  const further: number[] = [];
  for await (const some of candidates(of, { upper, lower })) {
    further.push(...(await checkContacts(reader, locationNo, some, condition)));
  }
  const total = (await countMeant(reader, locationNo, lower, whole)) + further.length;
  return { meant: lower, further, total };
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
  for (const [rank, expression] of ranks.entries()) {
    if (rank < from || matches.length >= limit) continue;
    const better = anyOf(ranks.slice(0, rank));
    const left = limit - matches.length;
    const some = await among(of, members, bounds, without(expression, better), left);
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

/** Those of the members who are meant by an expression too. */
async function among(
  of: Of,
  { meant, further, total }: Members,
  { upper, lower }: Bounds,
  expression: TermExpression,
  wanted: number,
): Promise<Members> {
  if (isEverybody(expression)) return { meant, further, total };
  const { reader, locationNo, whole } = of;
  const both = allOf([meant, expression]);
  let left = further;
  if (further.length > 0) {
    const others = allOf([without(upper, lower), expression]);
    const known = new Set(await selectMeant(reader, locationNo, others, whole));
    left = further.filter((no) => known.has(no));
  }
  // As far as the order needs it.
  const most = (await fewOf(of, wanted)) + 1;
  const count = await countMeant(reader, locationNo, both, whole, most);
  return { meant: both, further: left, total: count + left.length };
}

/** Fewer than this are always put in order by themselves. */
const fewest = 1000;

/** To walk until enough are found costs as many steps as there are contacts for each of them. */
async function fewOf({ reader, locationNo }: Of, wanted: number): Promise<number> {
  const all = await selectContactCount(reader, locationNo);
  return Math.max(fewest, Math.floor(Math.sqrt(wanted * all * 0.4)));
}

async function inOrder(of: Of, members: Members, place: Place): Promise<Match[]> {
  if (members.total === 0 || place.limit <= 0) return [];
  const { reader, locationNo, whole } = of;
  const [first] = place.sort;
  const few = first?.key === 'date_added' ? fewest : await fewOf(of, place.limit);
  if (!first || members.total <= few) {
    const nos = await selectMeant(reader, locationNo, members.meant, whole);
    return selectInOrder(reader, [...nos, ...members.further], place);
  }
  // Where few of many are members, whole days are looked at instead of every contact.
  const steps = (place.limit * (await selectContactCount(reader, locationNo))) / members.total;
  if (first.key === 'date_added' && place.sort.length === 1 && steps < mostSteps) {
    return walkInTime(of, members, { ...place, direction: first.direction });
  }
  return walkGroups(of, members, first, place);
}

/** Contacts that are walked over to find as many members as are wanted. */
const mostSteps = 1500;
const firstStep = 128;
const longestStep = 16_384;
/** A step that looks at so many times as many members as it has contacts is better taken with all of them at once. */
const mostBeside = 8;

/** By when contacts were added, step by step, until enough of them are members. */
async function walkInTime(
  of: Of,
  { meant, further }: Members,
  { after, limit, direction }: Place & { direction: 'asc' | 'desc' },
): Promise<Match[]> {
  const { reader, locationNo } = of;
  const matches: Match[] = [];
  const others = new Set(further);
  let everyMember: NumberSet | undefined;
  let place = placeOf(after, direction);
  for (let step = firstStep; ; step = Math.min(longestStep, step * 2)) {
    const rows = await selectByTime(reader, direction, { locationNo, ...place, limit: step });
    const beside = everyMember ? undefined : await membersAmong(of, meant, rows);
    if (beside && beside.size > mostBeside * step) everyMember = await allMembers(of, meant);
    const members = everyMember ?? beside ?? others;
    for (const { no, id, date_added } of rows) {
      if (!members.has(no) && !others.has(no)) continue;
      matches.push({ no, id, keys: [date_added] });
      if (matches.length >= limit) return matches;
    }
    const last = rows.at(-1);
    if (!last || rows.length < step) return matches;
    place = { dateAdded: last.date_added, id: last.id };
  }
}

function placeOf(
  after: SearchAfter | null,
  direction: 'asc' | 'desc',
): { dateAdded: number; id: string } {
  const key = after?.keys[0];
  if (after && typeof key === 'number') return { dateAdded: key, id: after.id };
  // Every contact has a time, and what has none comes last: a place without one is behind them all.
  const isBehind = after !== null;
  const end = Number.MAX_SAFE_INTEGER;
  return { dateAdded: (direction === 'asc') === isBehind ? end : -end, id: '' };
}

/** The members between the lowest and the highest number of some contacts. */
async function membersAmong(
  { reader, locationNo }: Of,
  meant: TermExpression,
  rows: readonly { no: number }[],
): Promise<Set<number>> {
  const span = rows.reduce<Span>(
    ({ from, to }, { no }) => ({ from: Math.min(from, no), to: Math.max(to, no) }),
    { from: Number.MAX_SAFE_INTEGER, to: 0 },
  );
  return new Set(await selectMeant(reader, locationNo, meant, span));
}

async function allMembers(
  { reader, locationNo, whole }: Of,
  meant: TermExpression,
): Promise<NumberSet> {
  const all = createNumberSet(whole.to);
  await eachMeant(reader, locationNo, meant, whole, all.add);
  return all;
}

/** Group by group of what the first key begins with, until the groups that are whole have enough. */
async function walkGroups(
  of: Of,
  members: Members,
  first: KeySort,
  { sort, after, limit }: Place,
): Promise<Match[]> {
  const { reader, locationNo, whole } = of;
  const matches: Match[] = [];
  const from = after?.keys[0];
  let waiting: number[] = [];
  const further = new Set(members.further);
  for await (const { group, isLast } of groupsInOrder(
    of,
    first,
    after ? { key: from ?? null } : null,
  )) {
    const nos = await selectMeant(reader, locationNo, allOf([members.meant, group]), whole);
    if (further.size > 0) {
      // They are few beside a group's contacts, of whom none is asked for by itself.
      for (const no of await selectMeant(reader, locationNo, group, whole)) {
        if (further.has(no)) nos.push(no);
      }
    }
    waiting.push(...nos);
    const isEnough = matches.length + waiting.length >= limit;
    if (waiting.length === 0 || (!isEnough && !isLast && waiting.length < fewest)) continue;
    const wanted = { sort, after, limit: limit - matches.length };
    matches.push(...(await selectInOrder(reader, waiting, wanted)));
    waiting = [];
    if (matches.length >= limit) return matches;
  }
  if (waiting.length > 0) {
    const wanted = { sort, after, limit: limit - matches.length };
    matches.push(...(await selectInOrder(reader, waiting, wanted)));
  }
  return matches;
}
