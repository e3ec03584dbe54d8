import type { Migration } from './migration.ts';

/**
 * The inverted index of contacts: a row is a contact by its number, its text the terms that it is found by. It
 * holds no text itself. `built_to` is the last contact that is in it while it is built, null once all are.
 * `taken_out` counts the contacts that were; their terms are gone from the file once `merged` has come so far, which
 * a pass begins at `merging_from`.
 */
export const searchIndex: Migration = {
  version: 17,
  name: 'search-index',
  sqlite: `
CREATE VIRTUAL TABLE contact_terms USING fts5(
  terms, content = '', columnsize = 0, detail = none,
  tokenize = "ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~'"
);
CREATE VIRTUAL TABLE contact_term_list USING fts5vocab (contact_terms, row);
CREATE TABLE search_index (
  terms_version INTEGER NOT NULL,
  built_to INTEGER,
  taken_out INTEGER NOT NULL DEFAULT 0,
  merging_from INTEGER,
  merged INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO search_index (terms_version, built_to)
  SELECT 1, CASE WHEN EXISTS (SELECT 1 FROM contacts) THEN 0 END;
`,
};
