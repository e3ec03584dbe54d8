import { type NumberSet, createNumberSet } from '../../../lib/number-set.ts';
import type { Executor } from '../../../storage/engine.ts';
import { type TermExpression, allOf } from '../../../storage/term-expression.ts';
import { type Span, eachMeant, selectMeant } from '../index/index.store.ts';
import {
  type KeySort,
  type Match,
  type SearchAfter,
  selectById,
  selectByTime,
  selectInOrder,
} from './search-contacts.store.ts';
import { groupsInOrder } from './sort-groups.ts';

/** Where is searched: so many live contacts, whether the index has all of them. */
export type Of = {
  reader: Executor;
  locationNo: number;
  contacts: number;
  /** The numbers of all contacts. */
  whole: Span;
  isIndexed: boolean;
};

/** Who meets a condition: all that are meant by terms, and further ones that were looked up. */
export type Members = { meant: TermExpression; further: number[]; total: number };
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
  const few = first?.key === 'date_added' ? fewest : fewOf(of, place.limit);
  if (!first || members.total <= few) {
    const nos = await selectMeant(reader, locationNo, members.meant, whole);
    return selectInOrder(reader, [...nos, ...members.further], place);
  }
  // Where few of many are members, whole days are looked at instead of every contact.
  const steps = (place.limit * of.contacts) / members.total;
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
  { meant, further }: Members,
  first: KeySort,
  { sort, after, limit }: Place,
): Promise<Match[]> {
  const { reader, locationNo, whole } = of;
  const matches: Match[] = [];
  const lookedUp = new Set(further);
  let waiting: number[] = [];
  const take = async (nos: readonly number[]): Promise<void> => {
    if (nos.length === 0) return;
    const wanted = { sort, after, limit: limit - matches.length };
    matches.push(...(await selectInOrder(reader, nos, wanted)));
  };
  const from = after && { key: after.keys[0] ?? null };
  for await (const { group, isLast, isSame, isOfPlace } of groupsInOrder(of, first, from)) {
    const nos = await selectMeant(reader, locationNo, allOf([meant, group]), whole);
    if (lookedUp.size > 0) {
      await eachMeant(reader, locationNo, group, whole, (no) => {
        if (lookedUp.has(no)) nos.push(no);
      });
    }
    if (isSame && sort.length === 1 && nos.length > fewest) {
      await take(waiting);
      waiting = [];
      const beyond = isOfPlace && after ? after.id : undefined;
      await take(await walkIds(of, nos, first.direction, beyond, limit - matches.length));
    } else {
      waiting = waiting.concat(nos);
      if (matches.length + waiting.length < limit && !isLast) continue;
      await take(waiting);
      waiting = [];
    }
    if (matches.length >= limit) return matches;
  }
  await take(waiting);
  return matches;
}

/** Of contacts that only their ids put in order the next ones, beyond an id. */
async function walkIds(
  { reader, locationNo, whole }: Of,
  nos: readonly number[],
  direction: 'asc' | 'desc',
  beyond: string | undefined,
  limit: number,
): Promise<number[]> {
  const members = createNumberSet(whole.to);
  for (const no of nos) members.add(no);
  const met: number[] = [];
  let id = beyond ?? (direction === 'asc' ? '' : afterEveryId);
  while (met.length < limit) {
    const rows = await selectById(reader, direction, { locationNo, id, limit: longestStep });
    for (const { no } of rows) if (met.length < limit && members.has(no)) met.push(no);
    if (rows.length < longestStep) break;
    id = rows.at(-1)?.id ?? id;
  }
  return met;
}

const afterEveryId = '~';
