import { type RawBuilder, type SqlBool, sql } from 'kysely';
import {
  byteLength,
  foldedText,
  holdsText,
  holdsWordNearly,
  indexedNo,
  isIndexed,
  isListed,
  itemsOf,
  numbersOf,
  stillWanted,
  valueAt,
} from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import { termsOfLocation } from '../../../storage/search-index.ts';
import { statement } from '../../../storage/statement.ts';
import {
  type Divided,
  type Term,
  type TermExpression,
  divided,
  everybody,
  sizeOf,
} from '../../../storage/term-expression.ts';

const next = statement<{ after: number; limit: number }, { no: number; bytes: number }>((db, p) =>
  db
    .selectFrom('contacts')
    .select(['no', byteLength('body').as('bytes')])
    .where('no', '>', p.after)
    .orderBy('no')
    .limit(p.limit),
);

/** Contacts of all locations by their numbers, with the size of what is read of each. */
export function selectNext(
  executor: Executor,
  of: { after: number; limit: number },
): Promise<{ no: number; bytes: number }[]> {
  return executor.run(next, of);
}

const all = statement<object, { total: number }>((db) =>
  db.selectFrom('contacts').select(({ fn }) => fn.countAll<number>().as('total')),
);

/** Of all locations, the deleted ones too. */
export async function countContacts(executor: Executor): Promise<number> {
  return (await executor.run(all, {}))[0]?.total ?? 0;
}

const span = statement<object, { last: number | null }>((db) =>
  db.selectFrom('contacts').select(({ fn }) => fn.max('no').as('last')),
);

/** The highest number that a contact has. */
export async function selectLastNo(reader: Executor): Promise<number> {
  return (await reader.run(span, {}))[0]?.last ?? 0;
}

/** The lowest and the highest number of the contacts of a location that are in the index; undefined of none. */
export async function selectEdges(
  reader: Executor,
  locationNo: number,
): Promise<{ from: number; to: number } | undefined> {
  const inOrder = sql`from contact_terms where ${isIndexed(everybody, locationNo)}
    order by ${indexedNo()}`;
  const no = sql`select ${indexedNo()} as no`;
  const first = await sql<{ no: number }>`${no} ${inOrder} limit 1`.execute(reader.db);
  const last = await sql<{ no: number }>`${no} ${inOrder} desc limit 1`.execute(reader.db);
  const [from, to] = [first.rows[0]?.no, last.rows[0]?.no];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Contacts by their numbers, from one to another, both among them; `apart` is how many numbers there are for each. */
export type Span = { from: number; to: number; apart?: number };

/** What one statement looks at before a search can be stopped: terms times contacts. */
const termsTogether = 4_000_000;
const leastTogether = 50_000;

/** Parts of a span, each of which is looked through in some tens of milliseconds. */
function* partsOf({ from, to, apart = 1 }: Span, expression: TermExpression): Generator<Span> {
  const together = Math.max(
    leastTogether,
    Math.ceil((termsTogether * apart) / Math.max(1, sizeOf(expression))),
  );
  for (let first = from; first <= to; first += together) {
    yield { from: first, to: Math.min(to, first + together - 1) };
  }
}

function* dividedParts(whole: Span, expression: TermExpression): Generator<[Span, Divided]> {
  for (const by of divided(expression)) {
    for (const part of partsOf(whole, by.terms)) yield [part, by];
  }
}

function isMeantBy(
  { terms, within: lists, outside }: Divided,
  locationNo: number,
): RawBuilder<SqlBool> {
  const tests = [
    isIndexed(terms, locationNo),
    ...lists.map(({ json }) => isListed(json)),
    ...outside.map(({ json }) => sql<SqlBool>`not ${isListed(json)}`),
  ];
  return sql<SqlBool>`${sql.join(tests, sql` and `)}`;
}

/** How many contacts of a location are meant, up to a number. */
export async function countMeant(
  reader: Executor,
  locationNo: number,
  expression: TermExpression,
  whole: Span,
  most = Number.MAX_SAFE_INTEGER,
): Promise<number> {
  if (expression === 'nobody') return 0;
  let total = 0;
  for (const [part, by] of dividedParts(whole, expression)) {
    const meant = sql`contact_terms where ${isMeantBy(by, locationNo)} and ${within(part)}`;
    const { rows } = await (most === Number.MAX_SAFE_INTEGER
      ? sql<{ total: number }>`select count(*) as total from ${meant}`
      : sql<{ total: number }>`
          select count(*) as total from (select 1 from ${meant} limit ${most - total}) counted`
    ).execute(reader.db);
    total += rows[0]?.total ?? 0;
    if (total >= most) break;
  }
  return total;
}

/** The numbers of those that are meant, ascending. */
export async function selectMeant(
  reader: Executor,
  locationNo: number,
  expression: TermExpression,
  whole: Span,
): Promise<number[]> {
  const nos: number[] = [];
  await eachMeant(reader, locationNo, expression, whole, (no) => nos.push(no));
  // Of an expression with lists they come list by list.
  return divided(expression).length > 1 ? nos.toSorted((a, b) => a - b) : nos;
}

export async function eachMeant(
  reader: Executor,
  locationNo: number,
  expression: TermExpression,
  whole: Span,
  take: (no: number) => void,
): Promise<void> {
  if (expression === 'nobody') return;
  for (const [part, by] of dividedParts(whole, expression)) {
    const { rows } = await sql<{ nos: Uint8Array | null }>`
      select ${numbersOf(indexedNo())} as nos from contact_terms
      where ${isMeantBy(by, locationNo)} and ${within(part)}`.execute(reader.db);
    readNumbers(rows[0]?.nos ?? null, take);
  }
}

function within({ from, to }: Span): ReturnType<typeof sql<SqlBool>> {
  // As whole numbers, which the index stops at: a number with a fraction it would only be filtered by, to its end.
  const bounds = sql`${indexedNo()} between ${BigInt(from)} and ${BigInt(to)}`;
  // Asked once a statement: asked for each row it would take longer than the rows.
  return sql<SqlBool>`${bounds} and (select ${stillWanted()}) = 1`;
}

const comma = 44;
const zero = 48;

function readNumbers(text: Uint8Array | null, take: (no: number) => void): void {
  if (!text || text.length === 0) return;
  let no = 0;
  for (const sign of text) {
    if (sign === comma) {
      take(no);
      no = 0;
    } else no = no * 10 + sign - zero;
  }
  take(no);
}

const nextTerms = statement<{ from: string; end: string; limit: number }, { term: string }>(
  (db, p) =>
    db
      .selectFrom('contact_term_list')
      .select('term')
      .where('term', '>=', p.from)
      .where('term', '<', p.end)
      .orderBy('term')
      .limit(p.limit),
);

/** What stands in terms of a location behind a beginning that they share, in order, from a place on. */
export async function selectTermsBegunBy(
  reader: Executor,
  locationNo: number,
  beginning: Term,
  { from = '', limit }: { from?: string; limit: number },
): Promise<string[]> {
  const start = termsOfLocation(locationNo) + beginning;
  const last = start.slice(0, -1) + String.fromCharCode(start.charCodeAt(start.length - 1) + 1);
  const found = await reader.run(nextTerms, { from: start + from, end: last, limit });
  return found.map(({ term }) => term.slice(start.length));
}

const someTerms = statement<{ terms: string }, { term: string }>((db, p) =>
  db.selectFrom('contact_term_list').select('term').where('term', 'in', itemsOf<string>(p.terms)),
);

/** Those of some terms that contacts of a location have. */
export async function selectKnownTerms(
  reader: Executor,
  locationNo: number,
  terms: readonly Term[],
): Promise<Term[]> {
  const start = termsOfLocation(locationNo);
  const found = await reader.run(someTerms, {
    terms: JSON.stringify(terms.map((each) => start + each)),
  });
  return found.map(({ term }) => term.slice(start.length));
}

type Named = { locationNo: number; limit: number };

const tagByKey = statement<{ locationNo: number; key: string }, { no: number }>((db, p) =>
  db
    .selectFrom('tags')
    .select('no')
    .where('location_no', '=', p.locationNo)
    .where('name_key', '=', p.key)
    .where('deleted_at', 'is', null),
);

export async function selectTagNo(
  reader: Executor,
  locationNo: number,
  key: string,
): Promise<number | undefined> {
  return (await reader.run(tagByKey, { locationNo, key }))[0]?.no;
}

/** Tags that have a text in their names: as tags are compared, or as texts are, or with a slip. */
export async function selectTagsWith(
  reader: Executor,
  { locationNo, limit }: Named,
  part: string,
  how: 'key' | 'text' | 'nearly',
): Promise<{ no: number; name: string }[]> {
  const name = how === 'key' ? sql.ref('t.name_key') : foldedText('t.name');
  const isThere = holdsText(name, part);
  const test = how === 'nearly' ? sql`(${isThere} or ${holdsWordNearly(name, part)})` : isThere;
  const { rows } = await sql<{ no: number; name: string }>`
    select t.no, t.name from tags t
    where t.location_no = ${locationNo} and t.deleted_at is null and ${stillWanted()}
      and ${test}
    order by t.no limit ${limit}`.execute(reader.db);
  return rows;
}

const goingTags = statement<Named, { no: number }>((db, p) =>
  db
    .selectFrom('tags')
    .select('no')
    .where('location_no', '=', p.locationNo)
    .where('deleted_at', 'is not', null)
    .limit(p.limit),
);

/** Tags that are deleted and are being taken off contacts. */
export async function selectGoingTags(reader: Executor, of: Named): Promise<number[]> {
  return (await reader.run(goingTags, of)).map(({ no }) => no);
}

/** Workflows with an id, as ids are compared, or all. */
export async function selectWorkflows(
  reader: Executor,
  { locationNo, limit }: Named,
  id?: string,
): Promise<number[]> {
  const { rows } = await sql<{ no: number }>`
    select h.no from hooks h
    where h.location_no = ${locationNo} and h.kind = 'workflow' and h.deleted_at is null
      and ${stillWanted()} and ${id === undefined ? sql`true` : sql`${foldedText('h.id')} = ${id}`}
    limit ${limit}`.execute(reader.db);
  return rows.map(({ no }) => no);
}

const nameOf = foldedText(valueAt('b.body', 'name'));

/** Businesses by their names as they are compared: each with the name, in its order. */
export async function selectBusinesses(
  reader: Executor,
  { locationNo, limit }: Named,
  test: { is: string } | { has: string } | 'named',
): Promise<{ id: string; name: string }[]> {
  const fits =
    test === 'named'
      ? sql`name is not null`
      : 'is' in test
        ? sql`name = ${test.is}`
        : holdsText('name', test.has);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from (
      select b.id, ${nameOf} as name from businesses b
      where b.location_no = ${locationNo} and b.deleted_at is null and ${stillWanted()}) named
    where ${fits} order by name limit ${limit}`.execute(reader.db);
  return rows;
}

const going = statement<{ locationNo: number }, { id: string }>((db, p) =>
  db
    .selectFrom('businesses')
    .select('id')
    .where('location_no', '=', p.locationNo)
    .where('deleted_at', 'is not', null),
);

/** Businesses that are deleted and are being taken off contacts: few at a time. */
export async function selectGoingBusinesses(
  reader: Executor,
  locationNo: number,
): Promise<string[]> {
  return (await reader.run(going, { locationNo })).map(({ id }) => id);
}
