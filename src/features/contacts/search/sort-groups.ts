import type { Executor } from '../../../storage/engine.ts';
import {
  type TermExpression,
  anyOf,
  everybody,
  terms as anyTerm,
  without,
} from '../../../storage/term-expression.ts';
import { foldText } from '../../../lib/text.ts';
import { selectBusinesses, selectTermsBegunBy } from '../index/index.store.ts';
import * as terms from '../index/terms.ts';
import { type KeySort, type SortKey, selectByTime } from './search-contacts.store.ts';

type Of = { reader: Executor; locationNo: number };
/** Contacts whose keys begin alike; those of one group come before those of the next. */
type Group = { group: TermExpression; isLast: boolean };
type Key = string | number | null;

/** The groups of all contacts in the order of a key, from that of a place on; who has no key is in the last. */
export async function* groupsInOrder(
  of: Of,
  { key, direction }: KeySort,
  from: { key: Key } | null,
): AsyncGenerator<Group> {
  if (key === 'date_added') {
    yield* daysAdded(of, direction, from);
    return;
  }
  const code = codeOf(key);
  if (code === undefined) {
    yield* businesses(of, direction);
    return;
  }
  const { begin, beginningOf } = code;
  const place = from?.key === null || from === null ? undefined : beginningOf(from.key);
  // Behind all that have a key.
  if (from?.key !== null) {
    const beginnings = await selectAll(of, begin, direction === 'asc' ? place : undefined);
    const inOrder = direction === 'asc' ? beginnings : beginnings.toReversed();
    for (const each of inOrder) {
      if (place !== undefined && (direction === 'asc' ? each < place : each > place)) continue;
      yield { group: { term: `${begin}${each}` }, isLast: false };
    }
  }
  yield { group: without(everybody, { term: terms.present(code.presence) }), isLast: true };
}

type Code = { begin: string; presence: string; beginningOf(key: string | number): string };

/** How the terms of a key begin; undefined where it is no key of the contact itself. */
function codeOf(key: Exclude<SortKey, 'date_added'>): Code | undefined {
  if (key === 'business_name') return undefined;
  if (key === 'date_updated') {
    const day = (ms: string | number): string => terms.dayOf(Number(ms)).replaceAll('-', '');
    return { begin: terms.daysOf(key), presence: key, beginningOf: day };
  }
  if (key === 'dnd') {
    const begin = 'dnd#';
    const digits = (value: string | number): string =>
      terms.valueTerm('dnd', Number(value)).slice(begin.length);
    return { begin, presence: 'dnd', beginningOf: digits };
  }
  return {
    begin: terms.keyTerm(key, ''),
    presence: presenceOf(key),
    beginningOf: (text) => terms.keyBeginning(String(text)),
  };
}

/** What is there of a contact that has such a key. */
function presenceOf(key: terms.BegunKey): string {
  if (key === 'email') return terms.primaryEmail;
  // Who has no name has an empty one here.
  return key === 'full_name' ? 'date_added' : key;
}

const together = 2000;

async function selectAll(
  { reader, locationNo }: Of,
  begin: string,
  from: string | undefined,
): Promise<string[]> {
  const all: string[] = [];
  for (let next = from ?? ''; ; ) {
    const some = await selectTermsBegunBy(reader, locationNo, begin, {
      from: next,
      limit: together,
    });
    all.push(...some);
    if (some.length < together) return all;
    next = `${some.at(-1) ?? ''}!`;
  }
}

const dayMs = 86_400_000;

/** The days on which contacts were added, each found by the first or last contact beyond the one before. */
async function* daysAdded(
  { reader, locationNo }: Of,
  direction: 'asc' | 'desc',
  from: { key: Key } | null,
): AsyncGenerator<Group> {
  const isUp = direction === 'asc';
  // Of the day of the place itself some may be left; who has no time comes last, and nobody has none.
  if (from?.key === null) return;
  const start = from && Math.floor(Number(from.key) / dayMs) * dayMs;
  let beyond = start === null ? (isUp ? -farMs : farMs) : isUp ? start - 1 : start + dayMs;
  for (;;) {
    const place = { locationNo, dateAdded: beyond, id: isUp ? lastId : '', limit: 1 };
    const [next] = await selectByTime(reader, direction, place);
    if (!next) return;
    const day = Math.floor(next.date_added / dayMs) * dayMs;
    const term = terms.dayWithin('date_added', terms.dayOf(day).replaceAll('-', ''));
    yield { group: { term }, isLast: false };
    beyond = isUp ? day + dayMs - 1 : day;
  }
}

const farMs = Number.MAX_SAFE_INTEGER;
/** After every id. */
const lastId = '~';

async function* businesses(of: Of, direction: 'asc' | 'desc'): AsyncGenerator<Group> {
  const limit = Number.MAX_SAFE_INTEGER;
  const named = await selectBusinesses(of.reader, { ...of, limit }, 'named');
  const code = terms.codeOf({ path: 'businessId' });
  const byName = Map.groupBy(named, ({ name }) => name);
  const inOrder = direction === 'asc' ? [...byName] : [...byName].toReversed();
  const groups = inOrder.map(([, some]) =>
    anyTerm(some.map(({ id }) => terms.valueTerm(code, foldText(id)))),
  );
  for (const group of groups) yield { group, isLast: false };
  yield { group: without(everybody, anyOf(groups)), isLast: true };
}
