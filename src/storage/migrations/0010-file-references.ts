import type { Migration } from './migration.ts';

/** Which contact's field holds which file, by reference and not by what its text looks like. */
export const fileReferences: Migration = {
  version: 10,
  name: 'file-references',
  sqlite: `
CREATE TABLE file_references (
  location_no INTEGER NOT NULL,
  file_id TEXT NOT NULL,
  contact_no INTEGER NOT NULL REFERENCES contacts (no),
  field_id TEXT NOT NULL,
  held INTEGER NOT NULL,
  PRIMARY KEY (location_no, file_id, contact_no, field_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_references_contact ON file_references (contact_no, field_id);

INSERT OR IGNORE INTO file_references
SELECT c.location_no, f.id, c.no, d.id, 1
FROM contacts c
JOIN json_each(c.body, '$.customFields') v
JOIN custom_fields d ON d.location_no = c.location_no AND d.id = v.value ->> '$.id'
  AND d.data_type = 'FILE_UPLOAD'
JOIN json_each(iif(json_type(v.value, '$.value') = 'object', v.value -> '$.value', '{}')) e
JOIN files f ON f.location_no = c.location_no AND f.id IN (
  iif(e.type = 'object', e.value ->> '$.documentId', ''),
  iif(e.type = 'object', substr(e.value ->> '$.url', -20), ''))
WHERE c.location_no IN (SELECT location_no FROM files)
  AND c.location_no IN (SELECT location_no FROM custom_fields WHERE data_type = 'FILE_UPLOAD');
`,
};
