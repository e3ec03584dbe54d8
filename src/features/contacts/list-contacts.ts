import type { Static } from 'typebox';
import type { getContacts } from '../../../contract/contacts/operations.ts';
import { errors } from '../../errors/catalogue.ts';
import { type Engine, type Executor, defineQuery } from '../../storage/engine.ts';
import {
  type ContactFilters,
  type Cursor,
  type ListedRow,
  type Page,
  selectContactCount,
  selectDateAdded,
  selectFiltered,
  selectNewest,
} from './list-contacts.store.ts';

export type { ListedRow } from './list-contacts.store.ts';

type Query = Static<NonNullable<(typeof getContacts)['query']>>;

export type ContactList = { rows: ListedRow[]; total: number; more: boolean };
export type ListRequest = { filters: ContactFilters; page: Page };
/** Deeper pages than this by `page` would scan; cursors go on without end. */
export const pageWindow = 10_000;

/** Filtered lists may scan: off the HTTP thread, on the same committed data. */
export const listContactsQuery = defineQuery({
  name: 'contacts.list',
  run: (reader: Executor, input: ListRequest & { locationNo: number }) =>
    selectFiltered(reader, input.locationNo, input.filters, input.page),
});

/** Newest first, with the exact total; `more` says whether another page follows. */
export async function listContacts(
  engine: Engine,
  locationNo: number,
  { filters, page }: ListRequest,
  signal: () => AbortSignal,
): Promise<ContactList> {
  const oneMore = { ...page, limit: page.limit + 1 };
  const filtered = Object.keys(filters).length > 0;
  const found = filtered
    ? await engine.query(
        listContactsQuery,
        { locationNo, filters, page: oneMore },
        { signal: signal() },
      )
    : {
        rows: await selectNewest(engine.read, locationNo, oneMore),
        total: await selectContactCount(engine.read, locationNo),
      };
  return {
    rows: found.rows.slice(0, page.limit),
    total: found.total,
    more: found.rows.length > page.limit,
  };
}

/** Where a page begins; a cursor by id alone is looked up. */
export async function toPage(
  engine: Engine,
  locationNo: number,
  query: Query,
  limit: number,
): Promise<Page> {
  const after = await cursorOf(engine, locationNo, query);
  const page = Math.max(1, Number(query.page ?? 1));
  const offset = after ? 0 : (page - 1) * limit;
  if (offset + limit > pageWindow) {
    const message = `page reaches ${pageWindow} contacts; use startAfter and startAfterId beyond`;
    throw errors.validationFailed([{ field: 'page', message }]);
  }
  return { after, offset, limit };
}

async function cursorOf(engine: Engine, locationNo: number, query: Query): Promise<Cursor | null> {
  const { startAfter, startAfterId } = query;
  if (startAfter !== undefined && startAfter !== '') {
    return { dateAdded: Number(startAfter), id: startAfterId ?? '' };
  }
  if (!startAfterId) return null;
  const dateAdded = await selectDateAdded(engine.read, locationNo, startAfterId);
  if (dateAdded === undefined) {
    const message = 'startAfterId is no contact of this location';
    throw errors.validationFailed([{ field: 'startAfterId', message }]);
  }
  return { dateAdded, id: startAfterId };
}
