import type { Static } from 'typebox';
import type { getContacts } from '../../../contract/contacts/operations.ts';
import { errors } from '../../errors/catalogue.ts';
import { emailKey, looksLikeEmail } from '../../lib/email.ts';
import { parsePhone, phoneDigits } from '../../lib/phone.ts';
import { tagKey } from '../../lib/tags.ts';
import { foldText } from '../../lib/text.ts';
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

type Query = Static<NonNullable<(typeof getContacts)['query']>>;

export type ContactList = { rows: ListedRow[]; total: number; more: boolean };
export type ListRequest = { filters: ContactFilters; page: Page };
/** Deeper pages than this by `page` would scan; cursors go on without end. */
const pageWindow = 10_000;

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
  signal: AbortSignal,
): Promise<ContactList> {
  const oneMore = { ...page, limit: page.limit + 1 };
  const filtered = Object.keys(filters).length > 0;
  const found = filtered
    ? await engine.query(listContactsQuery, { locationNo, filters, page: oneMore }, { signal })
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

/** What a request filters by. `loose` are unknown parameters whose text is an e-mail or phone. */
export function toContactFilters(
  query: Query,
  loose: readonly string[],
  country: string,
): ContactFilters {
  const filters: ContactFilters = {};
  const identities: NonNullable<ContactFilters['identities']> = [];
  if (query.email) identities.push({ kind: 'email', value: emailKey(unspaced(query.email)) });
  if (query.phone) identities.push({ kind: 'phone', value: phoneKey(query.phone, country) });
  for (const text of loose) {
    identities.push(
      looksLikeEmail(unspaced(text))
        ? { kind: 'email', value: emailKey(unspaced(text)) }
        : { kind: 'phone', value: phoneKey(text, country) },
    );
  }
  if (identities.length > 0) filters.identities = identities;
  if (query.query?.trim()) filters.texts = [textFilter(query.query)];
  if (query.firstName) filters.firstNameKey = foldText(query.firstName);
  if (query.lastName) filters.lastNameKey = foldText(query.lastName);
  if (query.companyName) filters.companyNameKey = foldText(query.companyName);
  if (query.source) filters.sourceKey = foldText(query.source);
  if (query.assignedTo) filters.assignedTo = query.assignedTo;
  const tags = [query.tags ?? []].flat().flatMap((each) => each.split(','));
  const tagKeys = tags.map((tag) => tagKey(tag.trim())).filter((key) => key !== '');
  if (tagKeys.length > 0) filters.tagKeys = tagKeys;
  return filters;
}

/** Whether an unknown parameter's text is an e-mail address or a phone number. */
export function isSearchable(text: string): boolean {
  return looksLikeEmail(unspaced(text)) || /^[\s+]?[\d\s().+-]{7,24}$/.test(text);
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

function textFilter(query: string): { terms: string[]; digits: string | null } {
  const digits = phoneDigits(query);
  const phoneLike = /^[\s\d().+-]+$/.test(query) && digits.length > 0;
  const email = unspaced(query);
  const words = looksLikeEmail(email) ? email : query;
  return {
    terms: foldText(words)
      .split(' ')
      .filter((term) => term !== ''),
    digits: phoneLike ? digits : null,
  };
}

/** An unencoded `+` arrives as a space; neither addresses nor numbers hold one. */
function unspaced(text: string): string {
  return text.trim().replaceAll(' ', '+');
}

/** The stored form of a number; digits that are none match nothing. */
export function phoneKey(text: string, country: string): string {
  const plus = /^\s\d/.test(text) ? `+${text.trim()}` : text.trim();
  const parsed = parsePhone(plus, country);
  return 'problem' in parsed ? plus : parsed.e164;
}
