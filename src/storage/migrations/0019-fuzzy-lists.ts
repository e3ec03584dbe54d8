import type { Migration } from './migration.ts';

/** Whether a smart list finds words with a slip; an index without contacts has the terms of this version. */
export const fuzzyLists: Migration = {
  version: 19,
  name: 'fuzzy-lists',
  sqlite: `
ALTER TABLE smart_lists ADD COLUMN fuzzy INTEGER NOT NULL DEFAULT 0;
UPDATE search_index SET terms_version = 3 WHERE built_to IS NULL AND NOT EXISTS (SELECT 1 FROM contacts);
`,
};
