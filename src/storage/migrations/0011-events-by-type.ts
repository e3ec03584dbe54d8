import type { Migration } from './migration.ts';

/**
 * A token reads the types of its scopes: a page seeks each type from its cursor, and the total is
 * the sum of theirs. Both stay cheap however many events of other types lie between.
 */
export const eventsByType: Migration = {
  version: 11,
  name: 'events-by-type',
  sqlite: `
CREATE TABLE event_counts (
  location_no INTEGER NOT NULL,
  type TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (location_no, type)
) STRICT, WITHOUT ROWID;
INSERT INTO event_counts (location_no, type, count)
  SELECT location_no, type, count(*) FROM events WHERE location_no IS NOT NULL
  GROUP BY location_no, type;
ALTER TABLE locations DROP COLUMN event_count;
DROP INDEX events_location;
CREATE INDEX events_type ON events (location_no, type, position);
DROP INDEX events_contact;
CREATE INDEX events_contact ON events (location_no, contact_id, position, type)
  WHERE contact_id IS NOT NULL;
`,
};
