import type { Migration } from './migration.ts';

/**
 * The inverted index of notes, as that of contacts: a row is a note by its number. `notes_built_to` is the last note
 * that is in it while it is built, null once all are.
 */
export const noteTerms: Migration = {
  version: 20,
  name: 'note-terms',
  sqlite: `
CREATE VIRTUAL TABLE note_terms USING fts5(
  terms, content = '', columnsize = 0, detail = none,
  tokenize = "ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~'"
);
ALTER TABLE search_index ADD COLUMN notes_built_to INTEGER;
UPDATE search_index SET notes_built_to = 0 WHERE EXISTS (SELECT 1 FROM notes);
UPDATE search_index SET terms_version = 4 WHERE built_to IS NULL AND NOT EXISTS (SELECT 1 FROM contacts);
`,
};
