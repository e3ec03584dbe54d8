import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { type ContactPages, type ContactRow, contactKeys } from './contacts.ts';
import type { Versioned } from './contacts.ts';
import { rowOf } from './contact-values.ts';
import { liveMarks } from './live-marks.ts';

type Change = (row: ContactRow) => ContactRow;

/** In every list that is held, the rows of these contacts: one walk, however many they are. */
export function changeRows(
  client: QueryClient,
  locationId: string,
  contactIds: Pick<ReadonlySet<string>, 'has'>,
  change: Change,
): void {
  const queryKey = contactKeys.searches(locationId);
  const isAmong = ({ id }: ContactRow): boolean => contactIds.has(id);
  client.setQueriesData<ContactPages>({ queryKey }, (held) => {
    if (!held?.pages.some(({ contacts }) => contacts.some(isAmong))) return held;
    const pages = held.pages.map((page) => {
      if (!page.contacts.some(isAmong)) return page;
      return { ...page, contacts: page.contacts.map((row) => (isAmong(row) ? change(row) : row)) };
    });
    return { ...held, pages };
  });
}

export function changeRow(
  client: QueryClient,
  locationId: string,
  contactId: string,
  change: Change,
): void {
  changeRows(client, locationId, new Set([contactId]), change);
}

/** The row of each contact that a list holds. */
export function heldRows(client: QueryClient, locationId: string): Map<string, ContactRow> {
  const held = client.getQueriesData<ContactPages>({ queryKey: contactKeys.searches(locationId) });
  const rows = held.flatMap(([, data]) => data?.pages.flatMap(({ contacts }) => contacts) ?? []);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What the server says of a contact, into the lists and beside them. */
export function keepContact(client: QueryClient, locationId: string, known: Versioned): void {
  const { contact } = known;
  client.setQueryData<Versioned>(contactKeys.one(locationId, contact.id), known);
  changeRow(client, locationId, contact.id, (row) => rowOf(contact, row));
}

type Place = { row: ContactRow; page: number; at: number };
/** Rows that were taken out of lists, with where each was. */
export type Removed = readonly (readonly [QueryKey, readonly Place[]])[];

export function removeRows(
  client: QueryClient,
  locationId: string,
  contactIds: ReadonlySet<string>,
): Removed {
  const held = client.getQueriesData<ContactPages>({ queryKey: contactKeys.searches(locationId) });
  return held.map(([key, data]) => {
    const places = (data?.pages ?? []).flatMap(({ contacts }, page) =>
      contacts.flatMap((row, at) => (contactIds.has(row.id) ? [{ row, page, at }] : [])),
    );
    if (data && places.length > 0) {
      const pages = data.pages.map(({ contacts, total }) => ({
        contacts: contacts.filter(({ id }) => !contactIds.has(id)),
        total: Math.max(0, total - places.length),
      }));
      client.setQueryData<ContactPages>(key, { ...data, pages });
    }
    return [key, places] as const;
  });
}

/** Rows that were taken out, or of them those that are named, where they were. */
export function putBack(
  client: QueryClient,
  removed: Removed,
  contactIds?: ReadonlySet<string>,
): void {
  for (const [key, places] of removed) {
    const back = places.filter(({ row }) => !contactIds || contactIds.has(row.id));
    if (back.length === 0) continue;
    client.setQueryData<ContactPages>(key, (data) => {
      if (!data) return data;
      const there = new Set(data.pages.flatMap(({ contacts }) => contacts.map(({ id }) => id)));
      const missing = back.filter(({ row }) => !there.has(row.id));
      const pages = data.pages.map(({ contacts, total }, page) => {
        const rows = [...contacts];
        for (const place of missing) {
          if (place.page === page) rows.splice(place.at, 0, place.row);
        }
        return { contacts: rows, total: total + missing.length };
      });
      return { ...data, pages };
    });
  }
}

/**
 * Lists are read again from their beginning: what is new may stand anywhere in them. Not those that
 * rows were put back into.
 */
export async function readListsAgain(
  client: QueryClient,
  locationId: string,
  except: Removed = [],
): Promise<void> {
  const known = new Set(
    except.filter(([, places]) => places.length > 0).map(([key]) => JSON.stringify(key)),
  );
  const filters = {
    queryKey: contactKeys.searches(locationId),
    predicate: ({ queryKey }: { queryKey: QueryKey }) => !known.has(JSON.stringify(queryKey)),
  };
  liveMarks.clear();
  client.setQueriesData<ContactPages>(
    filters,
    (held) => held && { pages: held.pages.slice(0, 1), pageParams: held.pageParams.slice(0, 1) },
  );
  await client.invalidateQueries(filters);
}
