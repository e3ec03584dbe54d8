import { type Kysely, type SqlBool, sql } from 'kysely';
import { type Filled, fillPage } from '../../../lib/page-bytes.ts';
import { itemsOf, notIndexed } from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import type { Database } from '../../../storage/schema.ts';
import { statement } from '../../../storage/statement.ts';
import { type ByNos, bytesOfContact } from './contact-pages.store.ts';
import { tagsOfContact } from '../contacts.store.ts';

export type ListedRow = {
  no: number;
  id: string;
  version: number;
  body: string;
  tags: string;
  date_added: number;
};
export type Cursor = { dateAdded: number; id: string };
export type Page = {
  after: Cursor | null;
  /** Pages of this limit, each of which ends where it is full. */
  pagesBefore: number;
  /** Contacts to leave out. */
  skip: number;
  limit: number;
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

const listed = ['no', 'id', 'version', 'body', 'date_added', tagsOfContact.as('tags')] as const;

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

/** Contacts of a page, which may be deleted ones. */
export const listedByNos: ByNos<ListedRow> = statement((db, p) =>
  db
    .selectFrom('contacts')
    .select(listed)
    .where('no', 'in', itemsOf<number>(p.nos))
    .where(notIndexed('location_no'), '=', p.locationNo),
);

const total = statement<{ locationNo: number }, { contact_count: number }>((db, p) =>
  db.selectFrom('locations').select('contact_count').where('no', '=', p.locationNo),
);

/** The location's counter of live contacts. */
export async function selectContactCount(reader: Executor, locationNo: number): Promise<number> {
  return (await reader.run(total, { locationNo }))[0]?.contact_count ?? 0;
}

const timeOf = statement<{ locationNo: number; id: string }, { date_added: number }>((db, p) =>
  db
    .selectFrom('contacts')
    .select('date_added')
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id),
);

/** When a contact was added, also a deleted one: for cursors. */
export async function selectTimeAdded(
  reader: Executor,
  locationNo: number,
  id: string,
): Promise<number | undefined> {
  return (await reader.run(timeOf, { locationNo, id }))[0]?.date_added;
}
