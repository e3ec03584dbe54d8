import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import { type Filled, fillPage } from '../../../lib/page-bytes.ts';
import { notIndexed, stillWanted } from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import type { Database } from '../../../storage/schema.ts';
import { statement } from '../../../storage/statement.ts';
import type { TextFilter } from '../search/text-match.store.ts';
import { hasText, rankOf, ranks } from '../search/text-match.store.ts';
import { bytesOfContact } from './contact-pages.store.ts';
import { tagsOfContact } from '../contacts.store.ts';

export type ListedRow = {
  id: string;
  version: number;
  body: string;
  tags: string;
  date_added: number;
};
export type Cursor = { rank: number; dateAdded: number; id: string };
export type Page = {
  after: Cursor | null;
  /** Pages of this limit, each of which ends where it is full. */
  pagesBefore: number;
  /** Contacts to leave out. */
  skip: number;
  limit: number;
};

/** One condition each; all must hold. Texts are folded, identities normalised. */
export type ContactFilters = {
  texts?: TextFilter[];
  identities?: { kind: 'email' | 'phone'; value: string }[];
  firstNameKey?: string;
  lastNameKey?: string;
  companyNameKey?: string;
  sourceKey?: string;
  assignedTo?: string;
  tagKeys?: string[];
};

type Newest = { locationNo: number; limit: number };
type NewestAfter = Newest & Cursor;

const newest = (db: Kysely<Database>, p: Newest) =>
  db
    .selectFrom('contacts')
    .where('location_no', '=', p.locationNo)
    .where('deleted_at', 'is', null)
    .orderBy('date_added', 'desc')
    .orderBy('id', 'desc')
    .limit(p.limit);

const newestAfter = (db: Kysely<Database>, p: NewestAfter) =>
  newest(db, p).where(sql<SqlBool>`(date_added, id) < (${p.dateAdded}, ${p.id})`);

const listed = ['id', 'version', 'body', 'date_added', tagsOfContact.as('tags')] as const;

const firstRows = statement<Newest, ListedRow>((db, p) => newest(db, p).select(listed));
const rowsAfter = statement<NewestAfter, ListedRow>((db, p) => newestAfter(db, p).select(listed));

/** The unfiltered list, page by page: an index range, short enough for the HTTP thread. */
export async function selectNewest(
  reader: Executor,
  locationNo: number,
  { after, limit }: { after: Cursor | null; limit: number },
): Promise<Filled<ListedRow>> {
  const page = fillPage<ListedRow>(limit, bytesOfContact);
  const of = { locationNo, limit: limit + 1 };
  await (after
    ? reader.each(rowsAfter, { ...of, ...after }, page.take)
    : reader.each(firstRows, of, page.take));
  return page.filled();
}

const firstNos = statement<Newest, { no: number }>((db, p) => newest(db, p).select('no'));

/** The surrogate keys of the newest contacts. */
export async function selectNewestNos(
  reader: Executor,
  locationNo: number,
  limit: number,
): Promise<number[]> {
  return (await reader.run(firstNos, { locationNo, limit })).map(({ no }) => no);
}

const rowByNo = statement<{ locationNo: number; no: number }, ListedRow>((db, p) =>
  db
    .selectFrom('contacts')
    .select(listed)
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

/** One contact of a page, which may be a deleted one. */
export async function selectListed(
  reader: Executor,
  locationNo: number,
  no: number,
): Promise<ListedRow | undefined> {
  return (await reader.run(rowByNo, { locationNo, no }))[0];
}

const total = statement<{ locationNo: number }, { contact_count: number }>((db, p) =>
  db.selectFrom('locations').select('contact_count').where('no', '=', p.locationNo),
);

/** The location's counter of live contacts. */
export async function selectContactCount(reader: Executor, locationNo: number): Promise<number> {
  return (await reader.run(total, { locationNo }))[0]?.contact_count ?? 0;
}

export type Placed = {
  date_added: number;
  first_name_key: string | null;
  last_name_key: string | null;
  body: string;
};

const placeOf = statement<{ locationNo: number; id: string }, Placed>((db, p) =>
  db
    .selectFrom('contacts')
    .select(['date_added', 'first_name_key', 'last_name_key', 'body'])
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id),
);

/** What places a contact in a list, also of a deleted one: for cursors. */
export async function selectPlace(
  reader: Executor,
  locationNo: number,
  id: string,
): Promise<Placed | undefined> {
  return (await reader.run(placeOf, { locationNo, id }))[0];
}

/** The contacts that match, in order, and the exact total; may scan, so it runs on a reader. */
export async function selectMatching(
  reader: Executor,
  locationNo: number,
  filters: ContactFilters,
  { after, limit }: { after: Cursor | null; limit: number },
): Promise<{ nos: number[]; total: number }> {
  const [text] = filters.texts ?? [];
  const rank = text ? rankOf(text, locationNo) : sql<number>`${sql.lit(ranks.part)}`;
  const cursor = after
    ? sql<SqlBool>`(-rank, date_added, id) < (${-after.rank}, ${after.dateAdded}, ${after.id})`
    : sql<SqlBool>`true`;
  const found = await reader.db
    .with(
      (cte) => cte('matching').materialized(),
      (db) =>
        db
          .selectFrom('contacts')
          .select(['no', 'date_added', 'id', rank.as('rank')])
          .where((eb) => eb.and(conditionsOf(locationNo, filters))),
    )
    .with('page', (db) =>
      db
        .selectFrom('matching')
        .select(['no', 'rank', 'date_added', 'id'])
        .where(cursor)
        .orderBy('rank')
        .orderBy('date_added', 'desc')
        .orderBy('id', 'desc')
        .limit(limit),
    )
    .selectFrom(({ selectFrom }) =>
      selectFrom('matching')
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .as('counted'),
    )
    .leftJoin('page', (join) => join.onTrue())
    .select(['total', 'page.no'])
    .orderBy('rank')
    .orderBy('date_added', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return {
    nos: found.flatMap(({ no }) => (no === null ? [] : [no])),
    total: found[0]?.total ?? 0,
  };
}

function conditionsOf(locationNo: number, filters: ContactFilters): Expression<SqlBool>[] {
  // An e-mail or number is held by few: these are found first, not the whole location.
  const location = filters.identities
    ? notIndexed('contacts.location_no')
    : sql.ref('contacts.location_no');
  const conditions: Expression<SqlBool>[] = [
    sql<SqlBool>`${location} = ${locationNo}`,
    sql<SqlBool>`contacts.deleted_at is null`,
    stillWanted(),
  ];
  const equals = (column: string, value: string | undefined): void => {
    if (value !== undefined) conditions.push(sql<SqlBool>`${sql.ref(column)} = ${value}`);
  };
  equals('first_name_key', filters.firstNameKey);
  equals('last_name_key', filters.lastNameKey);
  equals('company_name_key', filters.companyNameKey);
  equals('source_key', filters.sourceKey);
  equals('assigned_to', filters.assignedTo);
  for (const { kind, value } of filters.identities ?? []) {
    conditions.push(sql<SqlBool>`contacts.no in (
      select contact_no from contact_identities
      where location_no = ${locationNo} and kind = ${kind} and value = ${value})`);
  }
  for (const key of filters.tagKeys ?? []) {
    conditions.push(sql<SqlBool>`contacts.no in (
      select contact_tags.contact_no from contact_tags join tags on tags.no = contact_tags.tag_no
      where contact_tags.location_no = ${locationNo} and tags.location_no = ${locationNo}
        and tags.name_key = ${key} and tags.deleted_at is null and ${stillWanted()})`);
  }
  for (const text of filters.texts ?? []) conditions.push(hasText(text, locationNo));
  return conditions;
}
