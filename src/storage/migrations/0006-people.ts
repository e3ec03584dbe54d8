import type { Migration } from './migration.ts';

/** People of the installation; what restoring contacts and deleting locations need. */
export const people: Migration = {
  version: 6,
  name: 'people',
  sqlite: `
CREATE TABLE users (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  company_id TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  name_key TEXT NOT NULL,
  last_name_key TEXT NOT NULL,
  text TEXT NOT NULL,
  type TEXT NOT NULL,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  profile TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX users_agency_admins ON users (no) WHERE type = 'agency' AND role = 'admin';

CREATE TABLE user_locations (
  location_no INTEGER NOT NULL REFERENCES locations (no),
  user_no INTEGER NOT NULL REFERENCES users (no),
  PRIMARY KEY (location_no, user_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_locations_user ON user_locations (user_no, location_no);

CREATE TABLE contact_erasures (
  location_no INTEGER NOT NULL REFERENCES locations (no),
  contact_no INTEGER NOT NULL REFERENCES contacts (no),
  contact_id TEXT NOT NULL,
  after_integration INTEGER NOT NULL,
  after_key TEXT NOT NULL,
  PRIMARY KEY (location_no, contact_no)
) STRICT, WITHOUT ROWID;

CREATE INDEX contacts_deleted ON contacts (location_no, deleted_at, id) WHERE deleted_at IS NOT NULL;

ALTER TABLE locations ADD COLUMN deleted_at INTEGER;
CREATE INDEX locations_deleted ON locations (no) WHERE deleted_at IS NOT NULL;
`,
};
