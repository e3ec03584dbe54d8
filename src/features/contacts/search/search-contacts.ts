import type { Static } from 'typebox';
import type { searchContacts as operation } from '../../../../contract/contacts/search.ts';
import { errors } from '../../../errors/catalogue.ts';
import type { Filled } from '../../../lib/page-bytes.ts';
import { type Engine, type Executor, type Reader, defineQuery } from '../../../storage/engine.ts';
import { findTimeZone } from '../../locations/time-zone.ts';
import { getFieldDefinitions, noFieldDefinitions } from '../../custom-fields/field-definitions.ts';
import {
  type SearchAfter,
  type SearchPage,
  type SearchedRow,
  type Sort,
  searchedByNos,
} from './search-contacts.store.ts';
import { findContacts } from './find-contacts.ts';
import { ranks } from './text-filter.ts';
import { reachOf, readContacts } from '../list/contact-pages.store.ts';
import type { SortKey } from './search-contacts.store.ts';
import { sortFields } from './search-fields.ts';
import type { Condition } from './search-contacts.store.ts';
import { toCondition } from './search-filters.ts';

type Body = Static<NonNullable<(typeof operation)['body']>>;

export type SearchRequest = { condition: Condition; page: SearchPage };
/** Each with what a page after it is asked for by. */
export type FoundContact = SearchedRow & { searchAfter: (string | number | null)[] };
export type Searched = Filled<FoundContact> & { total: number };

/** Deeper pages than this by `page` would scan; searchAfter goes on without end. */
export const pageWindow = 10_000;

/** Off the HTTP thread, on the same committed data as every read. */
export const searchContactsQuery = defineQuery({
  name: 'contacts.search',
  run: async (
    reader: Reader,
    { locationNo, condition, page }: SearchRequest & { locationNo: number },
  ): Promise<Searched> => {
    const { sort, after, counts = true } = page;
    const reach = { sort, after, limit: reachOf(page), counts };
    const { matches, total } = await findContacts(reader, locationNo, condition, reach);
    const nos = matches.map(({ no }) => no);
    const filled = await readContacts(reader, locationNo, nos, page, searchedByNos);
    const keysOf = new Map(matches.map(({ no, keys }) => [no, keys]));
    const rows = filled.rows.map((row): FoundContact => {
      return { ...row, searchAfter: [...(keysOf.get(row.no) ?? []), row.id] };
    });
    return { ...filled, rows, total };
  },
});

/** What a body asks for at a time; throws `validation_failed` or `search_invalid`. */
export async function toSearch(
  reader: Executor,
  location: { no: number; country: string },
  body: Body,
  { limit, now }: { limit: number; now: number },
): Promise<SearchRequest> {
  const filters = body.filters ?? [];
  const text = JSON.stringify(filters);
  const named = text.includes('customFields.');
  const isDated =
    named || /dateOfBirth|"(?:now|today|yesterday|tomorrow|last_|this_|next_)/.test(text);
  const timeZone = isDated ? await findTimeZone(reader, location.no) : undefined;
  const isRead = named || Boolean(body.query?.trim());
  const fields = isRead ? await getFieldDefinitions(reader, location.no) : noFieldDefinitions;
  const sort = (body.sort ?? []).map(toSort);
  const newest: Sort = { key: 'date_added', direction: 'desc' };
  const best: Sort = { key: 'match', direction: 'asc' };
  const unsorted = body.query?.trim() ? [best, newest] : [newest];
  const sorted = sort.length > 0 ? sort : unsorted;
  const after = body.searchAfter?.length ? toAfter(body.searchAfter, sorted) : null;
  const pageNumber = body.page ?? 1;
  if (!Number.isInteger(pageNumber) || pageNumber < 1) {
    throw refusal('page', 'page must be a whole number from 1');
  }
  const pagesBefore = after ? 0 : pageNumber - 1;
  if ((pagesBefore + 1) * limit > pageWindow) {
    throw refusal('page', `page reaches ${pageWindow} contacts; use searchAfter beyond`);
  }
  return {
    condition: toCondition(filters, body, {
      country: location.country,
      timeZone: timeZone ?? 'UTC',
      fields,
      now,
    }),
    page: { sort: sorted, after, pagesBefore, limit, counts: body.total ?? true },
  };
}

/** Whether the name of a contact's business decides what is found, or in which order. */
export function asksForBusinessName({ condition, page }: SearchRequest): boolean {
  const isSorted = page.sort.some(({ key }) => key === 'business_name');
  // Quotes within a value are escaped there: this is a key of the condition.
  return isSorted || JSON.stringify(condition).includes('"related":"businessName"');
}

export async function searchContacts(
  engine: Engine,
  locationNo: number,
  request: SearchRequest,
  signal: () => AbortSignal,
): Promise<Searched> {
  return engine.query(searchContactsQuery, { ...request, locationNo }, { signal: signal() });
}

type SentSort = NonNullable<Body['sort']>[number];

function toSort({ field, direction, order, ...others }: SentSort, at: number): Sort {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    const name = `sort.${at}.${unknown}`;
    throw refusal(name, `property ${name} should not exist; a sort has field and direction`);
  }
  const key = Object.entries(sortFields).find(([name]) => name === field)?.[1];
  if (key) return { key: key satisfies SortKey, direction: direction ?? order ?? 'asc' };
  const allowed = Object.keys(sortFields).join(', ');
  const message = `sort.${at}.field must be one of ${allowed}`;
  throw errors.searchInvalid([{ field: `sort.${at}.field`, message }]);
}

function toAfter(sent: NonNullable<Body['searchAfter']>, sort: readonly Sort[]): SearchAfter {
  // Of a search without its text, or written by a client: after those that are named as a whole.
  const isShort = sort[0]?.key === 'match' && sent.length === sort.length;
  const given = [...(isShort ? [ranks.part] : []), ...sent.slice(0, -1)];
  const id = sent.at(-1);
  const keys = given.map((key, at) => keyAsKept(key, sort[at]?.key));
  if (keys.length !== sort.length || keys.includes(undefined) || typeof id !== 'string') {
    throw refusal('searchAfter', 'searchAfter must be that of a contact of the same sort');
  }
  return { keys: keys.filter((key) => key !== undefined), id };
}

const numeric: ReadonlySet<string> = new Set(['match', 'date_added', 'date_updated', 'dnd']);

/** A number that was sent as a text is read as one; undefined where a sort has no such key. */
function keyAsKept(
  key: string | number | null,
  of: Sort['key'] | undefined,
): string | number | null | undefined {
  if (key === null || of === undefined) return key;
  if (!numeric.has(of)) return String(key);
  const number = Number(key);
  return key !== '' && Number.isFinite(number) ? number : undefined;
}

function refusal(field: string, message: string): Error {
  return errors.validationFailed([{ field, message }]);
}
