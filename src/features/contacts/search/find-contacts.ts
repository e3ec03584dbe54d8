import type { Reader } from '../../../storage/engine.ts';
import { selectIndexState } from '../../../storage/index-state.ts';
import { selectEdges, selectLastNo } from '../index/index.store.ts';
import { selectContactCount } from '../list/list-contacts.store.ts';
import { bestFirst } from './best-first.ts';
import { kept } from './kept-members.ts';
import { type Members, type Of, knownOf } from './meant-by.ts';
import { boundsOf, membersOf } from './members.ts';
import { withNoteMembers } from './note-members.ts';
import { fewOf, inOrder } from './order-members.ts';
import type { Condition, KeySort, Match, SearchAfter, Sort } from './search-contacts.store.ts';

export type Wanted = {
  sort: readonly Sort[];
  after: SearchAfter | null;
  limit: number;
  /** Whether the total is wanted: else it is counted as far as the order needs it. */
  counts?: boolean;
  /** How many are known by their numbers, where it is not what their location makes best. */
  known?: number;
};
export type Found = { matches: Match[]; total: number };

/** The contacts that meet a condition, in order from a place on, and how many there are. */
export async function findContacts(
  reader: Reader,
  locationNo: number,
  sought: Condition,
  wanted: Wanted,
): Promise<Found> {
  const of = await lookInto(reader, locationNo, wanted.known);
  return kept(of, { sought, wanted }, () => find(of, sought, wanted));
}

async function find(
  of: Of,
  sought: Condition,
  { sort, after, limit, counts = true }: Wanted,
): Promise<Found> {
  const condition = await withNoteMembers(of, sought);
  const bounds = await boundsOf(of, condition);
  const most = counts ? undefined : fewOf(of, limit) + 1;
  const members = await kept(of, { sought, most }, () => membersOf(of, condition, bounds, most));
  if (members.total === 0) return { matches: [], total: 0 };
  const [first, ...rest] = sort;
  const keys = keySorts(first?.key === 'match' ? rest : sort);
  const place = { sort: keys, after, limit };
  const matches =
    first?.key === 'match'
      ? await bestFirst(of, { condition, bounds, members }, place)
      : await inOrder(of, members, place);
  return { matches, total: members.total };
}

export type FoundMembers = Members & Pick<Of, 'whole' | 'isIndexed'>;

/** Everybody who meets a condition, and whether the index tells all of everybody. */
export async function findMembers(
  reader: Reader,
  locationNo: number,
  sought: Condition,
): Promise<FoundMembers> {
  const of = await lookInto(reader, locationNo);
  const condition = await withNoteMembers(of, sought);
  const { whole, isIndexed } = of;
  const bounds = await boundsOf(of, condition);
  const members = await kept(of, { sought }, () => membersOf(of, condition, bounds));
  return { ...members, whole, isIndexed };
}

async function lookInto(reader: Reader, locationNo: number, most?: number): Promise<Of> {
  const contacts = await selectContactCount(reader, locationNo);
  const known = most ?? knownOf(contacts);
  const isIndexed = (await selectIndexState(reader)).builtTo === null;
  // Where all are known at once it matters little where their numbers begin and end.
  const isLarge = contacts > known;
  const edges = isIndexed && isLarge ? await selectEdges(reader, locationNo) : undefined;
  const { from, to } = edges ?? { from: 0, to: await selectLastNo(reader) };
  const whole = { from, to, apart: Math.max(1, (to - from + 1) / Math.max(1, contacts)) };
  return { reader, locationNo, contacts, whole, isIndexed, known };
}

function keySorts(sort: readonly Sort[]): KeySort[] {
  return sort.flatMap(({ key, direction }) => (key === 'match' ? [] : [{ key, direction }]));
}
