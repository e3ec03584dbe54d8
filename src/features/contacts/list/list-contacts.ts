import type { Static } from 'typebox';
import type { getContacts } from '../../../../contract/contacts/operations.ts';
import { errors } from '../../../errors/catalogue.ts';
import type { Filled } from '../../../lib/page-bytes.ts';
import { type Engine, type Reader, defineQuery } from '../../../storage/engine.ts';
import {
  type Cursor,
  type ListedRow,
  type Page,
  listedByNos,
  selectContactCount,
  selectNewest,
  selectNewestNos,
  selectTimeAdded,
} from './list-contacts.store.ts';
import { rankOfContact } from '../search/contact-rank.ts';
import { findContacts } from '../search/find-contacts.ts';
import type { Condition, SearchAfter, Sort } from '../search/search-contacts.store.ts';
import type { TextFilter } from '../search/search-contacts.store.ts';
import { reachOf, readContacts } from './contact-pages.store.ts';

export type { ListedRow } from './list-contacts.store.ts';

type Query = Static<NonNullable<(typeof getContacts)['query']>>;

export type ContactList = Filled<ListedRow> & { total: number };
/** All of the filters must hold. */
export type ListRequest = { filters: Condition[]; page: Page };
/** Deeper pages than this by `page` would scan; cursors go on without end. */
export const pageWindow = 10_000;

/** Filtered lists and pages by number may scan: off the HTTP thread, on the same committed data. */
export const listContactsQuery = defineQuery({
  name: 'contacts.list',
  run: async (
    reader: Reader,
    { locationNo, filters, page }: ListRequest & { locationNo: number },
  ): Promise<ContactList> => {
    const limit = reachOf(page);
    const { nos, total } =
      page.after || filters.length > 0
        ? await matching(reader, locationNo, filters, page.after, limit)
        : {
            nos: await selectNewestNos(reader, locationNo, limit),
            total: await selectContactCount(reader, locationNo),
          };
    return { ...(await readContacts(reader, locationNo, nos, page, listedByNos)), total };
  },
});

const newest: Sort = { key: 'date_added', direction: 'desc' };
const best: Sort = { key: 'match', direction: 'asc' };

async function matching(
  reader: Reader,
  locationNo: number,
  filters: readonly Condition[],
  cursor: Cursor | null,
  limit: number,
): Promise<{ nos: number[]; total: number }> {
  const text = filters.flatMap((each): TextFilter[] =>
    'text' in each && !('contains' in each) ? [each.text] : [],
  )[0];
  const sort = text ? [best, newest] : [newest];
  const placeOf = async ({ dateAdded, id }: Cursor): Promise<SearchAfter> => {
    const rank = text ? [await rankOfContact(reader, locationNo, id, text)] : [];
    return { keys: [...rank, dateAdded], id };
  };
  const after = cursor && (await placeOf(cursor));
  const condition = { all: [...filters] };
  const { matches, total } = await findContacts(reader, locationNo, condition, {
    sort,
    after,
    limit,
  });
  return { nos: matches.map(({ no }) => no), total };
}

/** Newest first, with the exact total. */
export async function listContacts(
  engine: Engine,
  locationNo: number,
  request: ListRequest,
  signal: () => AbortSignal,
): Promise<ContactList> {
  const { filters, page } = request;
  if (page.pagesBefore > 0 || page.skip > 0 || filters.length > 0) {
    return engine.query(listContactsQuery, { locationNo, ...request }, { signal: signal() });
  }
  return {
    ...(await selectNewest(engine.read, locationNo, page)),
    total: await selectContactCount(engine.read, locationNo),
  };
}

/** What of the place of a page was not used as sent, or leaves contacts out. */
export function placeWarnings({ startAfter, startAfterId, page, skip }: Query): string[] {
  const cursor = startAfterId ? 'startAfterId' : startAfter && 'startAfter';
  return [
    ...(startAfter && !startAfterId
      ? [
          'startAfter alone leaves out contacts of the same millisecond; startAfterId belongs with it',
        ]
      : []),
    ...(skip !== undefined && cursor ? [`skip was ignored beside ${cursor}`] : []),
    ...(skip !== undefined && page !== undefined && !cursor
      ? ['page was ignored beside skip']
      : []),
  ];
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
  const skip = after ? 0 : Number(query.skip ?? 0);
  const pagesBefore = after || query.skip !== undefined ? 0 : page - 1;
  if (skip + (pagesBefore + 1) * limit > pageWindow) {
    const field = query.skip === undefined ? 'page' : 'skip';
    const message = `${field} reaches ${pageWindow} contacts; use startAfter and startAfterId beyond`;
    throw errors.validationFailed([{ field, message }]);
  }
  return { after, pagesBefore, skip, limit };
}

async function cursorOf(
  engine: Engine,
  locationNo: number,
  { startAfter, startAfterId }: Query,
): Promise<Cursor | null> {
  const hasTime = startAfter !== undefined && startAfter !== '';
  if (!hasTime && !startAfterId) return null;
  if (hasTime) return { dateAdded: Number(startAfter), id: startAfterId ?? '' };
  const id = startAfterId ?? '';
  const dateAdded = await selectTimeAdded(engine.read, locationNo, id);
  if (dateAdded === undefined) {
    const message = 'startAfterId is no contact of this location';
    throw errors.validationFailed([{ field: 'startAfterId', message }]);
  }
  return { dateAdded, id };
}
