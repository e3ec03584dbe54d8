import {
  type InfiniteData,
  type QueryKey,
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
} from '@tanstack/react-query';
import { call, callTagged } from './client.ts';
import type { Operations } from './generated/operations.ts';

type SearchOperation = Operations['search-contacts-advanced'];

export type Contact = Operations['get-contact']['reply']['contact'];
/** As a search finds it: null where nothing is set, and `address` for `address1`. */
export type ContactRow = SearchOperation['reply']['contacts'][number];
/** The total is that of the first page; the others are read without counting again. */
export type ContactPage = { contacts: readonly ContactRow[]; total: number };
export type SearchAfter = ContactRow['searchAfter'];
export type ContactPages = InfiniteData<ContactPage, SearchAfter | undefined>;
export type NewContact = Omit<Operations['create-contact']['body'], 'locationId'>;
/** With the ETag that a change of it is sent with. */
export type Versioned = { contact: Contact; etag: string };

export type Sort = { field: string; direction: 'asc' | 'desc' };
/** What a list shows: `filters` as the API takes them. */
export type ContactSearch = {
  query: string;
  /** Whether words of it are also found with a slip. */
  fuzzy: boolean;
  filters: readonly Readonly<Record<string, unknown>>[];
  sort: Sort;
};
/** Whom a list finds, in whatever order. */
export type SearchedFor = Omit<ContactSearch, 'sort'>;

export const windowSize = 100;
/** Further down it is better to narrow the filters, or to sort the other way. */
export const mostLoaded = 20_000;

export const contactKeys = {
  all: (locationId: string) => ['contacts', locationId] as const,
  searches: (locationId: string) => ['contacts', locationId, 'search'] as const,
  one: (locationId: string, contactId: string) =>
    ['contacts', locationId, 'one', contactId] as const,
  /** Its notes, tasks, events and what else lies around it. */
  around: (locationId: string, contactId: string) =>
    ['contacts', locationId, 'around', contactId] as const,
};

type OfContacts = { one?: ReadonlySet<string>; around?: ReadonlySet<string> };

/** Whether a query is of one of these contacts: asked once of each query, however many contacts there are. */
export const isOf =
  (locationId: string, contacts: OfContacts) =>
  ({ queryKey }: { queryKey: QueryKey }): boolean => {
    const [first, place, kind, contactId] = queryKey;
    if (first !== 'contacts' || place !== locationId) return false;
    if (kind !== 'one' && kind !== 'around') return false;
    return contacts[kind]?.has(String(contactId)) ?? false;
  };

export function textOf({ query, fuzzy }: Pick<ContactSearch, 'query' | 'fuzzy'>) {
  return query === '' ? {} : { query, ...(fuzzy && { fuzzy }) };
}

/** The body of a search, also for whoever copies it as curl. */
export function searchBody(
  locationId: string,
  { filters, sort, ...text }: ContactSearch,
  searchAfter?: SearchAfter,
): SearchOperation['body'] {
  return {
    locationId,
    pageLimit: windowSize,
    ...textOf(text),
    ...(filters.length > 0 && { filters: [...filters] }),
    sort: [sort],
    ...(searchAfter && { searchAfter }),
  };
}

/**
 * Windows of a hundred, each from where the last one ended. A search that nobody waits for any more is
 * aborted; its rows stay until those of the next one are there.
 */
export const contactsQuery = (locationId: string, search: ContactSearch) =>
  infiniteQueryOptions({
    queryKey: [...contactKeys.searches(locationId), search],
    queryFn: async ({ pageParam, signal }): Promise<ContactPage> => {
      const page = searchBody(locationId, search, pageParam);
      const body = pageParam ? { ...page, total: false } : page;
      const { contacts, total = 0 } = await call('search-contacts-advanced', { body, signal });
      return { contacts, total };
    },
    initialPageParam: undefined as SearchAfter | undefined,
    getNextPageParam: ({ contacts }: ContactPage, pages) =>
      contacts.length < windowSize || pages.length * windowSize >= mostLoaded
        ? undefined
        : contacts.at(-1)?.searchAfter,
    placeholderData: keepPreviousData,
    // Pages that were read one after another would all be read again; changes are put into them instead.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

/** How many of these contacts a search would find. */
export const arrivedQuery = (
  locationId: string,
  { query, fuzzy, filters }: ContactSearch,
  contactIds: readonly string[],
) =>
  queryOptions({
    queryKey: ['contacts', locationId, 'arrived', query, fuzzy, filters, contactIds] as const,
    queryFn: async ({ signal }): Promise<number> => {
      const ids = contactIds.map((value) => ({ field: 'id', operator: 'eq', value }));
      const among = [...filters, { group: 'OR', filters: ids }];
      const body = { locationId, filters: among, ...textOf({ query, fuzzy }) };
      return (await call('count-contacts', { body, signal })).total;
    },
  });

/** How many the command menu shows. */
const mostFound = 6;

/** The best few for who types a name; ranked as the list of contacts ranks them. */
export const foundContactsQuery = (locationId: string, query: string) =>
  queryOptions({
    queryKey: ['contacts', locationId, 'found', query] as const,
    queryFn: async ({ signal }) => {
      const asked = { locationId, query, limit: String(mostFound) };
      return (await call('get-contacts', { query: asked, signal })).contacts;
    },
  });

export const contactQuery = (locationId: string, contactId: string) =>
  queryOptions({
    queryKey: contactKeys.one(locationId, contactId),
    queryFn: ({ signal }) => getContact(locationId, contactId, signal),
  });

export async function getContact(
  locationId: string,
  contactId: string,
  signal?: AbortSignal,
): Promise<Versioned> {
  const input = { params: { contactId }, query: {}, locationId, ...(signal && { signal }) };
  const { reply, etag } = await callTagged('get-contact', input);
  return { contact: reply.contact, etag: etag ?? '' };
}

export async function createContact(
  locationId: string,
  contact: NewContact,
): Promise<{ contactId: string }> {
  const made = await call('create-contact', { body: { locationId, ...contact } });
  return { contactId: made.contact.id };
}

export type Duplicate = { contact: Contact; matchingField: string };

/** The contact that an e-mail or phone would be a duplicate of. */
export const duplicateQuery = (locationId: string, by: { email?: string; phone?: string }) =>
  queryOptions({
    queryKey: ['contacts', locationId, 'duplicate', by],
    queryFn: async ({ signal }): Promise<Duplicate | null> => {
      const query = { locationId, ...by };
      const { contact, matchingField } = await call('get-duplicate-contact', { query, signal });
      return contact && { contact, matchingField: matchingField ?? '' };
    },
    staleTime: 0,
  });

export const deleteContact = (locationId: string, contactId: string): Promise<unknown> =>
  call('delete-contact', { params: { contactId }, locationId });

export const restoreContact = (locationId: string, contactId: string): Promise<unknown> =>
  call('restore-contact', { params: { contactId }, locationId });

export type TagResult = Operations['bulk-tag-contacts']['reply'];

/** At most a thousand contacts at once. */
export const tagContacts = (
  locationId: string,
  action: 'add' | 'remove',
  contactIds: readonly string[],
  tags: readonly string[],
  idempotencyKey?: string,
): Promise<TagResult> =>
  call('bulk-tag-contacts', {
    body: { action, contactIds: [...contactIds], tags: [...tags] },
    locationId,
    idempotencyKey,
  });
