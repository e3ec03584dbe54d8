import type { Migration } from './migration.ts';

/** Saved views of the contacts of a location. */
export const smartLists: Migration = {
  version: 18,
  name: 'smart-lists',
  sqlite: `
CREATE TABLE smart_lists (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  filters TEXT NOT NULL,
  query TEXT,
  sort TEXT NOT NULL,
  columns TEXT NOT NULL,
  shared INTEGER NOT NULL,
  owner_kind TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  holds_since INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (location_no, id)
) STRICT;
CREATE INDEX smart_lists_names ON smart_lists (location_no, name_key, no);
`,
};
