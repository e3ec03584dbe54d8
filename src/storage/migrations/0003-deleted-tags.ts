import type { Migration } from './migration.ts';

/** A deleted tag stays until it is off every contact; its name is free at once. */
export const deletedTags: Migration = {
  version: 3,
  name: 'deleted-tags',
  sqlite: `
ALTER TABLE tags ADD COLUMN deleted_at INTEGER;
ALTER TABLE tags ADD COLUMN cleared_at INTEGER;
DROP INDEX tags_name;
CREATE UNIQUE INDEX tags_name ON tags (location_no, name_key) WHERE deleted_at IS NULL;
CREATE INDEX tags_uncleared ON tags (no) WHERE deleted_at IS NOT NULL AND cleared_at IS NULL;
`,
};
