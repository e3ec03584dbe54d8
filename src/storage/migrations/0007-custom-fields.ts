import type { Migration } from './migration.ts';

export const customFields: Migration = {
  version: 7,
  name: 'custom-fields',
  sqlite: `
ALTER TABLE locations ADD COLUMN fields_version INTEGER NOT NULL DEFAULT 0;

CREATE TABLE custom_fields (
  no INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  id TEXT NOT NULL,
  object TEXT NOT NULL,
  name TEXT NOT NULL,
  field_key TEXT NOT NULL,
  data_type TEXT NOT NULL,
  parent_id TEXT,
  position INTEGER NOT NULL,
  details TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX custom_fields_id ON custom_fields (location_no, id);
CREATE UNIQUE INDEX custom_fields_key ON custom_fields (location_no, field_key);

CREATE TABLE custom_field_folders (
  no INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  id TEXT NOT NULL,
  object TEXT NOT NULL,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX custom_field_folders_id ON custom_field_folders (location_no, id);

CREATE TABLE custom_field_removals (
  location_no INTEGER NOT NULL REFERENCES locations (no),
  field_id TEXT NOT NULL,
  after_contact_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (location_no, field_id)
) STRICT, WITHOUT ROWID;
`,
};
