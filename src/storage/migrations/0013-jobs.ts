import type { Migration } from './migration.ts';

/**
 * One table of all work that goes on, instead of a table, a column or a mark for each kind. What an
 * earlier version left unfinished becomes jobs; the row of a deleted tag goes with its last contact.
 * Numbers count 8 bytes of a location, texts what they have, as `0012-location-bytes.ts` says.
 */
export const jobs: Migration = {
  version: 13,
  name: 'jobs',
  sqlite: `
CREATE TABLE jobs (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  location_no INTEGER REFERENCES locations (no),
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  subject_id TEXT,
  input TEXT NOT NULL,
  cursor TEXT,
  status TEXT NOT NULL,
  actor TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER,
  claimed_by TEXT,
  claimed_until INTEGER,
  turn INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  next_at INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX jobs_open ON jobs (location_no, turn) WHERE finished_at IS NULL;
CREATE INDEX jobs_of_location ON jobs (location_no, no);
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;

CREATE TEMP TABLE left_over (
  location_no INTEGER, kind TEXT, subject_id TEXT, input TEXT, cursor TEXT, actor TEXT
);
INSERT INTO left_over
  SELECT location_no, 'remove-field-values', field_id, '{}',
    CASE WHEN after_contact_id <> '' THEN json_object('afterContactId', after_contact_id) END,
    json_set(actor, '$.traceId', 'migration')
  FROM custom_field_removals;
INSERT INTO left_over
  SELECT location_no, 'remove-tag', id, json_object('tagNo', no), NULL, NULL
  FROM tags WHERE deleted_at IS NOT NULL AND cleared_at IS NULL;
INSERT INTO left_over
  SELECT location_no, 'remove-business', id, json_object('businessNo', no), NULL, NULL
  FROM businesses WHERE deleted_at IS NOT NULL;
INSERT INTO left_over
  SELECT location_no, 'end-' || kind, id, json_object('hookNo', no), NULL, NULL
  FROM hooks WHERE deleted_at IS NOT NULL;
INSERT INTO left_over
  SELECT location_no, 'erase-contact', contact_id, json_object('contactNo', contact_no), NULL, NULL
  FROM contact_erasures;
INSERT INTO left_over
  SELECT NULL, 'remove-location', id, json_object('locationNo', no), NULL, NULL
  FROM locations WHERE deleted_at IS NOT NULL;
INSERT INTO left_over
  SELECT NULL, 'remove-files', NULL, '{}', NULL, NULL
  WHERE EXISTS (SELECT 1 FROM file_removals);
INSERT INTO jobs (
    location_no, id, kind, subject_id, input, cursor, status, actor, turn, created_at, updated_at)
  SELECT location_no, hex(randomblob(10)), kind, subject_id, input, cursor,
    CASE WHEN cursor IS NULL THEN 'waiting' ELSE 'running' END,
    ifnull(actor, '{"kind":"server","id":"server","name":"server","traceId":"migration"}'),
    rowid, unixepoch() * 1000, unixepoch() * 1000
  FROM left_over;
DROP TABLE left_over;

UPDATE locations SET bytes = bytes
  + (SELECT ifnull(sum(88 + octet_length(id) + octet_length(kind) + octet_length(subject_id)
      + octet_length(input) + ifnull(octet_length(cursor), 0) + octet_length(status)
      + octet_length(actor)), 0) FROM jobs j WHERE j.location_no = locations.no)
  - (SELECT ifnull(sum(8 + octet_length(field_id) + octet_length(after_contact_id)
      + octet_length(actor)), 0) FROM custom_field_removals r WHERE r.location_no = locations.no)
  - (SELECT ifnull(sum(8 + octet_length(after_key)), 0)
      FROM contact_erasures e WHERE e.location_no = locations.no);
DROP TABLE custom_field_removals;
UPDATE locations SET bytes = bytes
  - (SELECT ifnull(sum(8 + CASE WHEN cleared_at IS NULL THEN 0
        ELSE 40 + octet_length(id) + octet_length(name) + octet_length(name_key) END), 0)
      FROM tags t WHERE t.location_no = locations.no);
-- Removing a tag or a contact looked for it in every row of these, of all locations.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, ' REFERENCES tags (no)', '')
  WHERE type = 'table' AND name = 'contact_tags';
UPDATE sqlite_schema SET sql = replace(sql, ' REFERENCES contacts (no)', '')
  WHERE type = 'table' AND name IN ('contact_text', 'notes', 'tasks', 'contact_erasures');
PRAGMA writable_schema = RESET;
DELETE FROM tags WHERE cleared_at IS NOT NULL;
DROP INDEX tags_uncleared;
ALTER TABLE tags DROP COLUMN cleared_at;
ALTER TABLE contact_erasures DROP COLUMN after_integration;
ALTER TABLE contact_erasures DROP COLUMN after_key;
`,
};
