import type { Static } from 'typebox';
import type { getContacts } from '../../../../contract/contacts/operations.ts';
import { errors } from '../../../errors/catalogue.ts';
import { emailKey } from '../../../lib/email.ts';
import type { Filled } from '../../../lib/page-bytes.ts';
import { type Engine, type Executor, defineQuery } from '../../../storage/engine.ts';
import {
  type ContactFilters,
  type Cursor,
  type ListedRow,
  type Page,
  type Placed,
  selectContactCount,
  selectListed,
  selectMatching,
  selectNewest,
  selectNewestNos,
  selectPlace,
} from './list-contacts.store.ts';
import type { ContactBody } from '../contact-body.ts';
import type { TextFilter } from '../search/text-match.store.ts';
import { ranks } from '../search/text-match.store.ts';
import { reachOf, readContacts } from './contact-pages.store.ts';

export type { ListedRow } from './list-contacts.store.ts';

type Query = Static<NonNullable<(typeof getContacts)['query']>>;

export type ContactList = Filled<ListedRow> & { total: number };
export type ListRequest = { filters: ContactFilters; page: Page };
/** Deeper pages than this by `page` would scan; cursors go on without end. */
export const pageWindow = 10_000;

/** Filtered lists and pages by number may scan: off the HTTP thread, on the same committed data. */
export const listContactsQuery = defineQuery({
  name: 'contacts.list',
  run: async (
    reader: Executor,
    { locationNo, filters, page }: ListRequest & { locationNo: number },
  ): Promise<ContactList> => {
    const limit = reachOf(page);
    const { nos, total } =
      page.after || isFiltered(filters)
        ? await selectMatching(reader, locationNo, filters, { after: page.after, limit })
        : {
            nos: await selectNewestNos(reader, locationNo, limit),
            total: await selectContactCount(reader, locationNo),
          };
    const read = (no: number) => selectListed(reader, locationNo, no);
    return { ...(await readContacts(reader, locationNo, nos, page, read)), total };
  },
});

function isFiltered(filters: ContactFilters): boolean {
  return Object.keys(filters).length > 0;
}

/** Newest first, with the exact total. */
export async function listContacts(
  engine: Engine,
  locationNo: number,
  request: ListRequest,
  signal: () => AbortSignal,
): Promise<ContactList> {
  const { filters, page } = request;
  if (page.pagesBefore > 0 || page.skip > 0 || isFiltered(filters)) {
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
  filters: ContactFilters,
): Promise<Page> {
  const after = await cursorOf(engine, locationNo, query, filters.texts ?? []);
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
  [text]: readonly TextFilter[],
): Promise<Cursor | null> {
  const hasTime = startAfter !== undefined && startAfter !== '';
  if (!hasTime && !startAfterId) return null;
  const looksUp = startAfterId && (!hasTime || text);
  const found = looksUp ? await selectPlace(engine.read, locationNo, startAfterId) : undefined;
  if (!hasTime && !found) {
    const message = 'startAfterId is no contact of this location';
    throw errors.validationFailed([{ field: 'startAfterId', message }]);
  }
  return {
    rank: found && text ? rankIn(found, text) : ranks.part,
    dateAdded: hasTime ? Number(startAfter) : (found?.date_added ?? 0),
    id: startAfterId ?? '',
  };
}

/** As the store ranks it, and the same for a contact that was deleted since. */
function rankIn(found: Placed, { email, phone, name }: TextFilter): number {
  // Written by the contact commands and nowhere else.
  const body = JSON.parse(found.body) as ContactBody;
  const { additionalEmails = [], additionalPhones = [] } = body;
  const emails = [body.email ?? '', ...additionalEmails.map((each) => each.email)];
  if (email !== null && emails.some((each) => emailKey(each) === email)) return ranks.email;
  const phones = [body.phone, ...additionalPhones.map((each) => each.phone)];
  if (phone !== null && phones.includes(phone)) return ranks.phone;
  const own = `${found.first_name_key ?? ''} ${found.last_name_key ?? ''}`.trim();
  return own === name && name !== '' ? ranks.name : ranks.part;
}
