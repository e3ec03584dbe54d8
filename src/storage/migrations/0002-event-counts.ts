import type { Migration } from './migration.ts';

/** The total of a location's events without counting them at each page of the feed. */
export const eventCounts: Migration = {
  version: 2,
  name: 'event-counts',
  sqlite: `
ALTER TABLE locations ADD COLUMN event_count INTEGER NOT NULL DEFAULT 0;
UPDATE locations SET event_count = (
  SELECT count(*) FROM events WHERE events.location_no = locations.no);
`,
};
