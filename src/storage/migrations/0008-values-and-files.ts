import type { Migration } from './migration.ts';

export const valuesAndFiles: Migration = {
  version: 8,
  name: 'values-and-files',
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

CREATE TABLE files (
  no INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  id TEXT NOT NULL,
  uuid TEXT NOT NULL,
  contact_no INTEGER REFERENCES contacts (no),
  field_id TEXT,
  part_name TEXT NOT NULL,
  original_name TEXT NOT NULL,
  mimetype TEXT NOT NULL,
  encoding TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX files_id ON files (location_no, id);
CREATE UNIQUE INDEX files_bytes ON files (id);
CREATE INDEX files_contact ON files (contact_no) WHERE contact_no IS NOT NULL;

CREATE TABLE file_removals (
  location_no INTEGER NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (location_no, id)
) STRICT, WITHOUT ROWID;
`,
};
