import type { QueryClient } from '@tanstack/react-query';
import { type ContactPages, type ContactRow, contactKeys } from '../../api/contacts.ts';

export type Neighbours = {
  /** From 1. */
  at: number;
  total: number;
  previous: ContactRow | undefined;
  next: ContactRow | undefined;
};

/** The place of a contact in the list that was looked at last; undefined where it is in none. */
export function neighboursOf(
  client: QueryClient,
  locationId: string,
  contactId: string,
): Neighbours | undefined {
  const lists = client
    .getQueryCache()
    .findAll({ queryKey: contactKeys.searches(locationId) })
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  for (const { queryKey } of lists) {
    const data = client.getQueryData<ContactPages>(queryKey);
    const rows = data?.pages.flatMap(({ contacts }) => contacts) ?? [];
    const at = rows.findIndex(({ id }) => id === contactId);
    if (at < 0) continue;
    const total = data?.pages[0]?.total ?? rows.length;
    return { at: at + 1, total, previous: rows[at - 1], next: rows[at + 1] };
  }
  return undefined;
}
