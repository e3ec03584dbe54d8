import { type NumberSet, createNumberSet, numberSetOf } from '../../../lib/number-set.ts';
import { type TermExpression, allOf } from '../../../storage/term-expression.ts';
import { type Span, eachMeant, selectMeant } from '../index/index.store.ts';
import { type Members, type Of, meantBy } from './meant-by.ts';
import {
  type KeySort,
  type Match,
  type SearchAfter,
  selectById,
  selectByTime,
  selectInOrder,
} from './search-contacts.store.ts';
import { groupsInOrder } from './sort-groups.ts';

export type Place = { sort: readonly KeySort[]; after: SearchAfter | null; limit: number };

/** So many are always put in order by themselves; of more that have one key they are met by their ids. */
const fewest = 1000;

/** To walk until enough are found costs as many steps as there are contacts for each of them. */
export function fewOf({ contacts }: Of, wanted: number): number {
  return Math.max(fewest, Math.floor(Math.sqrt(wanted * contacts * 0.4)));
}

/** The members that come after a place, as many as are wanted. */
export async function inOrder(of: Of, members: Members, place: Place): Promise<Match[]> {
  if (members.total === 0 || place.limit <= 0) return [];
  const { reader, locationNo, whole } = of;
  const [first] = place.sort;
  // While the index is built all of them were looked up, and nothing else tells of them.
  if (!of.isIndexed) return selectInOrder(reader, members.further, place);
  const isByTime = first?.key === 'date_added' && place.sort.length === 1;
  const steps = stepsOf(of, members, place.limit);
  if (isByTime && steps < (members.nos ? members.total : mostSteps)) {
    const most = Math.max(members.nos ? members.total : 0, mostSteps * 4);
    const found = await walkInTime(of, members, { ...place, direction: first.direction }, most);
    if (found) return found;
  }
  const few = first?.key === 'date_added' ? fewest : fewOf(of, place.limit);
  if (!first || members.total <= few) {
    const nos = members.nos ?? (await selectMeant(reader, locationNo, members.meant, whole));
    return selectInOrder(reader, [...nos, ...members.further], place);
  }
  // Where few of many are members, whole days are looked at instead of every contact.
  return walkGroups(of, members, first, place);
}

/** Contacts that are walked over to find as many members as are wanted: as many as take as long as other ways do. */
const mostSteps = 1500;
const longestStep = 16_384;

/** About how many contacts stand in order until so many of them are members. */
function stepsOf({ contacts }: Of, { about, further }: Members, limit: number): number {
  return (limit * contacts) / Math.max(1, about + further.length);
}

/** By when contacts were added; undefined where so many of them hold too few members. */
async function walkInTime(
  of: Of,
  members: Members,
  { after, limit, direction }: Place & { direction: 'asc' | 'desc' },
  most: number,
): Promise<Match[] | undefined> {
  const { reader, locationNo } = of;
  let place = placeOf(after, direction);
  const found = await walk(of, members, { limit, most }, async (step) => {
    const rows = await selectByTime(reader, direction, { locationNo, ...place, limit: step });
    const last = rows.at(-1);
    if (last) place = { dateAdded: last.date_added, id: last.id };
    return rows;
  });
  return found?.map(({ no, id, date_added }) => ({ no, id, keys: [date_added] }));
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

/** Of contacts that only their ids put in order, beyond an id. */
async function walkIds(
  of: Of,
  members: Members,
  direction: 'asc' | 'desc',
  beyond: string | undefined,
  limit: number,
): Promise<number[]> {
  const { reader, locationNo } = of;
  let id = beyond ?? (direction === 'asc' ? '' : afterEveryId);
  const all = { limit, most: Number.MAX_SAFE_INTEGER };
  const found = await walk(of, members, all, async (step) => {
    const rows = await selectById(reader, direction, { locationNo, id, limit: step });
    id = rows.at(-1)?.id ?? id;
    return rows;
  });
  return (found ?? []).map(({ no }) => no);
}

const afterEveryId = '~';

/** Step by step over contacts in their order, until enough of them are members; undefined after so many of them. */
async function walk<R extends { no: number }>(
  of: Of,
  members: Members,
  { limit, most }: { limit: number; most: number },
  next: (step: number) => Promise<R[]>,
): Promise<R[] | undefined> {
  const { meant, nos, further } = members;
  const found: R[] = [];
  let seen = 0;
  const others = numberSetOf(further, of.whole.to);
  let everyMember = nos && numberSetOf(nos, of.whole.to);
  for (
    let step = Math.min(mostSteps, Math.max(limit, Math.ceil(1.2 * stepsOf(of, members, limit))));
    ;
    step = Math.min(longestStep, step * 2)
  ) {
    const rows = await next(step);
    const beside = everyMember ?? (await membersAmong(of, meant, rows));
    if (!beside) everyMember = await allMembers(of, meant);
    const isMember = beside ?? everyMember;
    for (const row of rows) {
      if (!isMember?.has(row.no) && !others.has(row.no)) continue;
      found.push(row);
      if (found.length >= limit) return found;
    }
    if (rows.length < step) return found;
    seen += rows.length;
    if (seen > most) return undefined;
  }
}

/** Numbers that are so far apart hold the members of too many others between them. */
const farApart = 64;
/** Which of some contacts are members; undefined where it costs less to know them all. */
async function membersAmong(
  { reader, locationNo }: Of,
  meant: TermExpression,
  rows: readonly { no: number }[],
): Promise<ReadonlySet<number> | undefined> {
  const nos = rows.map(({ no }) => no);
  const span = nos.reduce<Span>(
    ({ from, to }, no) => ({ from: Math.min(from, no), to: Math.max(to, no) }),
    { from: Number.MAX_SAFE_INTEGER, to: 0 },
  );
  if (span.to - span.from > farApart * nos.length) return undefined;
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
  const { reader, locationNo } = of;
  const matches: Match[] = [];
  let waiting: number[] = [];
  const take = async (nos: readonly number[]): Promise<void> => {
    if (nos.length === 0) return;
    const wanted = { sort, after, limit: limit - matches.length };
    matches.push(...(await selectInOrder(reader, nos, wanted)));
  };
  const membersIn = groupsOf(of, members);
  const from = after && { key: after.keys[0] ?? null };
  for await (const { group, isLast, isSame, isOfPlace } of groupsInOrder(of, first, from)) {
    const some = await membersIn(group, isSame);
    if (isSame && sort.length === 1 && some.total > fewest) {
      await take(waiting);
      waiting = [];
      const beyond = isOfPlace && after ? after.id : undefined;
      await take(await walkIds(of, some, first.direction, beyond, limit - matches.length));
    } else {
      const nos = some.nos ?? (await selectMeant(reader, locationNo, some.meant, of.whole));
      waiting = waiting.concat(nos, some.further);
      if (matches.length + waiting.length < limit && !isLast) continue;
      await take(waiting);
      waiting = [];
    }
    if (matches.length >= limit) return matches;
  }
  await take(waiting);
  return matches;
}

/** The members of a group. */
function groupsOf(
  of: Of,
  { meant, nos, further }: Members,
): (group: TermExpression, isSame: boolean) => Promise<Members> {
  const { reader, locationNo, whole } = of;
  const known = nos && numberSetOf(nos, whole.to);
  const lookedUp = numberSetOf(further, whole.to);
  return async (group, isSame) => {
    const both = allOf([meant, group]);
    const some: { nos: number[]; further: number[] } = { nos: [], further: [] };
    // Groups whose keys are not the same are small; of others the index tells how many there are.
    const isKnown = known !== undefined && !isSame;
    if (isKnown || further.length > 0) {
      await eachMeant(reader, locationNo, group, whole, (no) => {
        if (isKnown && known.has(no)) some.nos.push(no);
        if (lookedUp.has(no)) some.further.push(no);
      });
    }
    const ofTerms = isKnown
      ? { nos: some.nos, total: some.nos.length, about: some.nos.length }
      : isSame
        ? await meantBy(of, both, fewest + 1)
        : await selected(of, both);
    const total = ofTerms.total + some.further.length;
    return { meant: both, ...ofTerms, further: some.further, total };
  };
}

async function selected(
  { reader, locationNo, whole }: Of,
  expression: TermExpression,
): Promise<Pick<Members, 'nos' | 'total' | 'about'>> {
  const nos = await selectMeant(reader, locationNo, expression, whole);
  return { nos, total: nos.length, about: nos.length };
}
