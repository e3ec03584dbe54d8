import type { QueryClient } from '@tanstack/react-query';
import { ApiError, call } from './client.ts';
import { changeRows, removeRows } from './contact-cache.ts';
import {
  type SearchAfter,
  type SearchedFor,
  deleteContact,
  isOf,
  restoreContact,
  searchBody,
  tagContacts,
} from './contacts.ts';

export type Failure = { contactId: string; error: Error };

/** Some of the contacts that something is done with. */
export type Slice = {
  contactIds: readonly string[];
  /** The same for the same contacts: what was done already is answered again, not done again. */
  key: string;
  /** Sent before, without an answer. */
  unsure: ReadonlySet<string>;
  isStopped(): boolean;
};

/** What became of them; those that are `left` are to be tried again, by what keeps them all back or the stop. */
export type SliceDone = {
  changed: readonly string[];
  failed: readonly Failure[];
  left: readonly string[];
  problem?: Error;
};

const walkSize = 500;

export type WalkedPage = { ids: readonly string[]; after: SearchAfter; total: number | undefined };

/**
 * The ids of all that a search finds, page by page; undefined at the end. By when they were added, which no change
 * moves: who no longer matches since the page before, or is gone, takes nobody's place. New ones come before the first.
 */
export async function walkContacts(
  locationId: string,
  { query, fuzzy, filters }: SearchedFor,
  after: SearchAfter | undefined,
  signal: AbortSignal,
): Promise<WalkedPage | undefined> {
  const search = {
    query,
    fuzzy,
    filters,
    sort: { field: 'dateAdded', direction: 'desc' as const },
  };
  const body = {
    ...searchBody(locationId, search, after),
    pageLimit: walkSize,
    total: after === undefined,
  };
  const { contacts, total } = await call('search-contacts-advanced', { body, signal });
  const last = contacts.at(-1);
  return last && { ids: contacts.map(({ id }) => id), after: last.searchAfter, total };
}

/** Only those that the tag was really added to, or taken from, are changed. */
export async function tagSlice(
  client: QueryClient,
  locationId: string,
  { action, tag }: { action: 'add' | 'remove'; tag: string },
  { contactIds, key }: Pick<Slice, 'contactIds'> & Partial<Slice>,
): Promise<SliceDone> {
  const { responses } = await tagContacts(locationId, action, contactIds, [tag], key);
  const changed: string[] = [];
  const failed: Failure[] = [];
  for (const { contactId, type, message, tagsAdded, tagsRemoved } of responses) {
    if (type === 'error') failed.push({ contactId, error: new Error(message) });
    else if ((action === 'add' ? tagsAdded : tagsRemoved)?.length) changed.push(contactId);
  }
  const tagged = new Set(changed);
  changeRows(client, locationId, tagged, (row) => {
    const others = row.tags.filter((each) => each !== tag);
    return { ...row, tags: action === 'add' ? [...others, tag] : others };
  });
  void client.invalidateQueries({ predicate: isOf(locationId, { one: tagged }) });
  return { changed, failed, left: [] };
}

/** Each as a request of its own. Who was gone already is no failure, and nothing to take back. */
export async function deleteSlice(
  client: QueryClient,
  locationId: string,
  { contactIds, unsure, isStopped }: Slice,
): Promise<SliceDone> {
  const done = await eachContact(contactIds, (id) => deleteContact(locationId, id), isStopped);
  const isGone = ({ error }: Failure): boolean => error instanceof ApiError && error.status === 404;
  const gone = done.failed.filter(isGone).map(({ contactId }) => contactId);
  const changed = [...done.changed, ...gone.filter((id) => unsure.has(id))];
  removeRows(client, locationId, new Set([...changed, ...gone]));
  client.removeQueries({ predicate: isOf(locationId, { one: new Set(changed) }) });
  return { ...done, changed, failed: done.failed.filter((each) => !isGone(each)) };
}

export function restoreSlice(
  locationId: string,
  { contactIds, isStopped }: Slice,
): Promise<SliceDone> {
  return eachContact(contactIds, (id) => restoreContact(locationId, id), isStopped);
}

/** How many requests of one action are out at once. */
const mostAtOnce = 6;

export async function eachContact(
  contactIds: readonly string[],
  act: (contactId: string) => Promise<unknown>,
  isStopped: () => boolean = () => false,
): Promise<SliceDone> {
  const waiting = contactIds.values();
  const tried = new Set<string>();
  const changed: string[] = [];
  const failed: Failure[] = [];
  let problem: Error | undefined;
  const work = async (): Promise<void> => {
    for (const contactId of waiting) {
      if (problem || isStopped()) return;
      try {
        await act(contactId);
        changed.push(contactId);
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown : new Error(String(thrown));
        if (keepsAllBack(error)) {
          problem = error;
          return;
        }
        failed.push({ contactId, error });
      }
      tried.add(contactId);
    }
  };
  await Promise.all(Array.from({ length: mostAtOnce }, work));
  const left = contactIds.filter((id) => !tried.has(id));
  return { changed, failed, left, ...(problem && { problem }) };
}

const ofAll: ReadonlySet<number> = new Set([0, 401, 403, 429, 502, 503, 504, 507]);

/** The server is away or has no room, or one may not do it: the next contact would fare no better. */
export function keepsAllBack(error: Error): boolean {
  return error instanceof ApiError && ofAll.has(error.status);
}
