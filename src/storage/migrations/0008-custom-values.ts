import type { Migration } from './migration.ts';

export const customValues: Migration = {
  version: 8,
  name: 'custom-values',
  sqlite: `
CREATE TABLE custom_values (
  no INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  value TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX custom_values_id ON custom_values (location_no, id);
CREATE UNIQUE INDEX custom_values_slug ON custom_values (location_no, slug);
CREATE INDEX custom_values_oldest ON custom_values (location_no, no);
`,
};
