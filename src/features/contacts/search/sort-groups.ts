import type { Executor } from '../../../storage/engine.ts';
import {
  type TermExpression,
  anyOf,
  everybody,
  terms as anyTerm,
  without,
} from '../../../storage/term-expression.ts';
import { foldText } from '../../../lib/text.ts';
import {
  selectBusinesses,
  selectGoingBusinesses,
  selectTermsBegunBy,
} from '../index/index.store.ts';
import * as terms from '../index/terms.ts';
import { type KeySort, type SortKey, selectByTime } from './search-contacts.store.ts';

type Of = { reader: Executor; locationNo: number };
/** Contacts whose keys begin alike; those of one group come before those of the next. */
type Group = {
  group: TermExpression;
  isLast: boolean;
  /** Whether all have the same key, and whether that is the key of the place. */
  isSame: boolean;
  isOfPlace: boolean;
};
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
  if (key === 'business_name') {
    yield* businesses(of, direction, from);
    return;
  }
  const code = await codeOf(of, key);
  const { begin, beginningOf, isSame } = code;
  const place = from?.key === null || from === null ? undefined : beginningOf(from.key);
  // Behind all that have a key.
  if (from?.key !== null) {
    const beginnings =
      code.beginnings ?? (await selectAll(of, begin, direction === 'asc' ? place : undefined));
    const inOrder = direction === 'asc' ? beginnings : beginnings.toReversed();
    for (const each of inOrder) {
      const order = place === undefined ? 0 : compareBytes(each, place);
      if (direction === 'asc' ? order < 0 : order > 0) continue;
      const term = `${begin}${code.toTerm?.(each) ?? each}`;
      yield { group: { term }, isLast: false, isSame, isOfPlace: place === each };
    }
  }
  const group = without(everybody, { term: terms.present(code.presence) });
  yield { group, isLast: true, isSame: true, isOfPlace: from?.key === null };
}

type Code = {
  /** How the terms of a key begin, and what stands behind it for a key. */
  begin: string;
  beginningOf(key: string | number): string;
  /** Of who has one. */
  presence: string;
  /** Whether all with one beginning have the same key. */
  isSame: boolean;
  /** All of them in order, where they are known, and how each stands in its term. */
  beginnings?: string[];
  toTerm?(beginning: string): string;
};

async function codeOf(
  of: Of,
  key: Exclude<SortKey, 'date_added' | 'business_name'>,
): Promise<Code> {
  if (key === 'date_updated') {
    const day = (ms: string | number): string => terms.dayOf(Number(ms)).replaceAll('-', '');
    return { begin: terms.daysOf(key), presence: key, beginningOf: day, isSame: false };
  }
  if (key === 'dnd') {
    const begin = 'dnd#';
    const digits = (value: string | number): string =>
      terms.valueTerm('dnd', Number(value)).slice(begin.length);
    return { begin, presence: 'dnd', beginningOf: digits, isSame: true };
  }
  const values = key === 'source_key' ? await selectValues(of, key) : undefined;
  if (values) {
    const beginningOf = (text: string | number): string => String(text);
    const whole = { beginnings: values, toTerm: terms.written, beginningOf, isSame: true };
    return { begin: `${key}=`, presence: key, ...whole };
  }
  return {
    begin: terms.keyTerm(key, ''),
    presence: presenceOf(key),
    beginningOf: (text) => terms.keyBeginning(String(text)),
    isSame: false,
  };
}

function compareBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

const mostValues = 1000;

/** The values of a source in order, where they are few: of sources there are. */
async function selectValues(
  { reader, locationNo }: Of,
  code: string,
): Promise<string[] | undefined> {
  const limit = mostValues + 1;
  const found = await selectTermsBegunBy(reader, locationNo, `${code}=`, { limit });
  const values = found.flatMap((each) => terms.readAgain(each) ?? []);
  const isWhole = found.length <= mostValues && values.length === found.length;
  return isWhole ? values.toSorted(compareBytes) : undefined;
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
    yield { group: { term }, isLast: false, isSame: false, isOfPlace: false };
    beyond = isUp ? day + dayMs - 1 : day;
  }
}

const farMs = Number.MAX_SAFE_INTEGER;
/** After every id. */
const lastId = '~';

async function* businesses(
  { reader, locationNo }: Of,
  direction: 'asc' | 'desc',
  from: { key: Key } | null,
): AsyncGenerator<Group> {
  const limit = Number.MAX_SAFE_INTEGER;
  const named = await selectBusinesses(reader, { locationNo, limit }, 'named');
  const code = terms.codeOf({ path: 'businessId' });
  const of = (ids: readonly string[]): TermExpression =>
    anyTerm(ids.map((id) => terms.valueTerm(code, foldText(id))));
  const byName = [...Map.groupBy(named, ({ name }) => name)];
  for (const [name, some] of direction === 'asc' ? byName : byName.toReversed()) {
    const order = typeof from?.key === 'string' ? compareBytes(name, from.key) : 0;
    if (from?.key === null || (direction === 'asc' ? order < 0 : order > 0)) continue;
    const group = of(some.map(({ id }) => id));
    yield { group, isLast: false, isSame: true, isOfPlace: from?.key === name };
  }
  const none = without(everybody, { term: terms.present(code) });
  const group = anyOf([none, of(await selectGoingBusinesses(reader, locationNo))]);
  yield { group, isLast: true, isSame: true, isOfPlace: from?.key === null };
}
