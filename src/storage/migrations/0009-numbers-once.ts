import type { Migration } from './migration.ts';

/**
 * No number of a row is ever given again, so that what remembers one cannot speak of another row. Rows
 * stay as they are: only the text of their tables changes, which SQLite reads at each insert. Each
 * table goes on above every number that a row, a reference or the history tells of.
 */
export const numbersOnce: Migration = {
  version: 9,
  name: 'numbers-once',
  sqlite: `
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
  SET sql = replace(sql, 'no INTEGER PRIMARY KEY,', 'no INTEGER PRIMARY KEY AUTOINCREMENT,')
  WHERE type = 'table';
PRAGMA writable_schema = RESET;
-- Makes other connections read the tables anew, which the change of their text alone does not.
CREATE TABLE numbers_once (no INTEGER) STRICT;
DROP TABLE numbers_once;

INSERT INTO sqlite_sequence (name, seq) VALUES
  ('locations', max(
    (SELECT ifnull(max(no), 0) FROM locations),
    (SELECT ifnull(max(location_no), 0) FROM events),
    (SELECT ifnull(max(location_no), 0) FROM file_removals),
    (SELECT count(*) FROM locations)
      + (SELECT count(*) FROM events WHERE type = 'location.deleted'))),
  ('private_integrations', max(
    (SELECT ifnull(max(no), 0) FROM private_integrations),
    (SELECT ifnull(max(integration_no), 0) FROM idempotency_keys),
    (SELECT ifnull(max(after_integration), 0) FROM contact_erasures))),
  ('contacts', max(
    (SELECT ifnull(max(no), 0) FROM contacts),
    (SELECT count(*) FROM events WHERE type IN ('contact.created', 'contact.erased')))),
  ('tags', (SELECT ifnull(max(no), 0) FROM tags)),
  ('notes', (SELECT ifnull(max(no), 0) FROM notes)),
  ('recurring_tasks', (SELECT ifnull(max(no), 0) FROM recurring_tasks)),
  ('tasks', (SELECT ifnull(max(no), 0) FROM tasks)),
  ('businesses', (SELECT ifnull(max(no), 0) FROM businesses)),
  ('hooks', (SELECT ifnull(max(no), 0) FROM hooks)),
  ('appointments', (SELECT ifnull(max(no), 0) FROM appointments)),
  ('users', (SELECT ifnull(max(no), 0) FROM users)),
  ('custom_fields', (SELECT ifnull(max(no), 0) FROM custom_fields)),
  ('custom_field_folders', (SELECT ifnull(max(no), 0) FROM custom_field_folders)),
  ('custom_values', (SELECT ifnull(max(no), 0) FROM custom_values)),
  ('files', (SELECT ifnull(max(no), 0) FROM files));
`,
};
