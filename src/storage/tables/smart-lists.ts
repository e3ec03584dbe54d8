import type { Generated, Selectable } from 'kysely';

export interface SmartListTables {
  smart_lists: {
    no: Generated<number>;
    location_no: number;
    id: string;
    name: string;
    /** Folded: what the lists are ordered by. */
    name_key: string;
    /** JSON, as they were sent; so are `sort` and `columns`. */
    filters: string;
    query: string | null;
    /** 0 or 1: whether its words are also found with a slip. */
    fuzzy: Generated<number>;
    sort: string;
    columns: string;
    /** 0 or 1. */
    shared: number;
    owner_kind: string;
    owner_id: string;
    /** The position of the event that changed what it finds, 0 for none. */
    holds_since: number;
    created_at: number;
    updated_at: number;
  };
}

export type SmartListRow = Selectable<SmartListTables['smart_lists']>;
