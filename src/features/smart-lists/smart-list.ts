import type { Static } from 'typebox';
import type { searchFilters, searchSort } from '../../../contract/contacts/search.ts';
import type { SmartListRow } from '../../storage/tables/smart-lists.ts';

/** What a list shows, as it was sent. */
export type View = {
  filters: Static<typeof searchFilters>;
  query: string | null;
  fuzzy: boolean;
  sort: Static<typeof searchSort>;
  columns: string[];
};

export type SmartList = View & {
  id: string;
  name: string;
  shared: boolean;
  owner: { kind: string; id: string };
  /** The position of the event that changed what it finds. */
  holdsSince: number;
  createdAt: number;
  updatedAt: number;
};

/** A checked request: absent is unchanged. */
export type SmartListChange = Partial<View & { name: string; shared: boolean }>;

/** Who asks: `changesShared` are all but members, who change what they made themselves. */
export type Asker = { kind: string; id: string; changesShared: boolean };

export function toSmartList(row: SmartListRow): SmartList {
  return {
    id: row.id,
    name: row.name,
    // Written by the commands of smart lists and nowhere else.
    filters: JSON.parse(row.filters) as View['filters'],
    query: row.query,
    fuzzy: row.fuzzy === 1,
    sort: JSON.parse(row.sort) as View['sort'],
    columns: JSON.parse(row.columns) as string[],
    shared: row.shared === 1,
    owner: { kind: row.owner_kind, id: row.owner_id },
    holdsSince: row.holds_since,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** What events tell of a list that is shared; of a private one nothing. */
export function valuesOf(list: SmartList | null): string | null {
  if (!list?.shared) return null;
  const { id, name, filters, query, fuzzy, sort, columns, shared, owner } = list;
  const text = query === null ? {} : { query, ...(fuzzy && { fuzzy }) };
  return JSON.stringify({ id, name, filters, ...text, sort, columns, shared, owner });
}
