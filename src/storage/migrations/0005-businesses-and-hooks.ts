import type { Migration } from './migration.ts';

/** Businesses with their contacts, named hooks with their enrolments, and appointments. */
export const businessesAndHooks: Migration = {
  version: 5,
  name: 'businesses-and-hooks',
  sqlite: `
CREATE TABLE businesses (
  no INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX businesses_id ON businesses (location_no, id);
CREATE INDEX businesses_listed ON businesses (location_no, no) WHERE deleted_at IS NULL;
CREATE INDEX businesses_deleted ON businesses (deleted_at) WHERE deleted_at IS NOT NULL;

ALTER TABLE contacts ADD COLUMN business_id TEXT;
CREATE INDEX contacts_business
  ON contacts (location_no, business_id, ifnull(body ->> '$.fullNameLowerCase', ''), id)
  WHERE business_id IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE hooks (
  no INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX hooks_id ON hooks (location_no, kind, id);
CREATE INDEX hooks_listed ON hooks (location_no, kind, no) WHERE deleted_at IS NULL;
CREATE INDEX hooks_deleted ON hooks (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE enrolments (
  location_no INTEGER NOT NULL,
  hook_no INTEGER NOT NULL REFERENCES hooks (no),
  contact_no INTEGER NOT NULL REFERENCES contacts (no),
  event_start_time TEXT,
  enrolled_at INTEGER NOT NULL,
  PRIMARY KEY (location_no, hook_no, contact_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolments_hook ON enrolments (hook_no);
CREATE INDEX enrolments_contact ON enrolments (contact_no, hook_no);

CREATE TABLE appointments (
  no INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  contact_no INTEGER NOT NULL REFERENCES contacts (no),
  id TEXT NOT NULL,
  start_at INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX appointments_id ON appointments (location_no, id);
CREATE INDEX appointments_contact ON appointments (contact_no, start_at, no);
`,
};
