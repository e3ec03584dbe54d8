import type { Migration } from './migration.ts';

export const foundation: Migration = {
  version: 1,
  name: 'foundation',
  sqlite: `
CREATE TABLE locations (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  timezone TEXT NOT NULL,
  profile TEXT NOT NULL,
  settings TEXT NOT NULL,
  allow_duplicate_contact INTEGER NOT NULL,
  unique_identifiers TEXT NOT NULL,
  contact_count INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE private_integrations (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  location_no INTEGER REFERENCES locations (no),
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  scopes TEXT NOT NULL,
  compatibility TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  last_used_at INTEGER,
  expires_at INTEGER,
  revoked_at INTEGER
) STRICT;
CREATE INDEX private_integrations_location ON private_integrations (location_no, no);

CREATE TABLE private_integration_tokens (
  hash BLOB NOT NULL PRIMARY KEY,
  integration_no INTEGER NOT NULL REFERENCES private_integrations (no),
  hint TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX private_integration_tokens_integration
  ON private_integration_tokens (integration_no, created_at);

CREATE TABLE contacts (
  no INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  first_name_key TEXT,
  last_name_key TEXT,
  company_name_key TEXT,
  source_key TEXT,
  assigned_to TEXT,
  date_added INTEGER NOT NULL,
  date_updated INTEGER NOT NULL,
  deleted_at INTEGER,
  body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX contacts_id ON contacts (location_no, id);
CREATE INDEX contacts_newest ON contacts (location_no, date_added, id) WHERE deleted_at IS NULL;

CREATE TABLE contact_identities (
  location_no INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  slot TEXT NOT NULL,
  contact_no INTEGER NOT NULL REFERENCES contacts (no),
  PRIMARY KEY (location_no, kind, value, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_identities_contact ON contact_identities (contact_no, kind);

CREATE TABLE contact_text (
  location_no INTEGER NOT NULL,
  contact_no INTEGER NOT NULL REFERENCES contacts (no),
  text TEXT NOT NULL,
  PRIMARY KEY (location_no, contact_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE tags (
  no INTEGER PRIMARY KEY,
  location_no INTEGER NOT NULL REFERENCES locations (no),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  contact_count INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX tags_name ON tags (location_no, name_key);
CREATE UNIQUE INDEX tags_id ON tags (location_no, id);

CREATE TABLE contact_tags (
  location_no INTEGER NOT NULL,
  tag_no INTEGER NOT NULL REFERENCES tags (no),
  contact_no INTEGER NOT NULL REFERENCES contacts (no),
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (location_no, tag_no, contact_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_tags_contact ON contact_tags (contact_no, ordinal, tag_no);

CREATE TABLE events (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  location_no INTEGER,
  type TEXT NOT NULL,
  record_id TEXT NOT NULL,
  contact_id TEXT,
  version INTEGER,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX events_location ON events (location_no, position);
CREATE INDEX events_contact ON events (location_no, contact_id, position) WHERE contact_id IS NOT NULL;

CREATE TABLE event_values (
  position INTEGER PRIMARY KEY,
  before TEXT,
  after TEXT
) STRICT;

CREATE TABLE idempotency_keys (
  integration_no INTEGER NOT NULL,
  key TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  trace_id TEXT NOT NULL,
  outcome ANY NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (integration_no, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
`,
};
