import type { DatabaseSync } from 'node:sqlite';
import { contactTerms } from '../../src/features/contacts/index/contact-terms.ts';
import { termsOfLocation } from '../../src/storage/search-index.ts';

/** Where the index and the contacts differ: each live contact has exactly its terms, and nobody else any. */
export function indexDifferences(database: DatabaseSync): string[] {
  const builtTo = database.prepare('SELECT built_to FROM search_index').get()?.['built_to'];
  const last = typeof builtTo === 'number' ? builtTo : Number.MAX_SAFE_INTEGER;
  database.exec(
    `CREATE VIRTUAL TABLE temp.index_rows USING fts5vocab (main, contact_terms, instance)`,
  );
  const indexed = new Map<number, Set<string>>();
  for (const { doc, term } of database.prepare('SELECT doc, term FROM temp.index_rows').iterate()) {
    const no = Number(doc);
    const terms = indexed.get(no) ?? new Set();
    indexed.set(no, terms.add(String(term)));
  }
  database.exec('DROP TABLE temp.index_rows');
  const numbers = (table: string, column: string, no: number, and = ''): number[] =>
    database
      .prepare(`SELECT ${column} AS value FROM ${table} WHERE contact_no = ? ${and}`)
      .all(no)
      .map(({ value }) => Number(value));
  const differences: string[] = [];
  const live = database
    .prepare('SELECT * FROM contacts WHERE deleted_at IS NULL AND no <= ?')
    .all(last);
  for (const row of live) {
    const no = Number(row['no']);
    const start = termsOfLocation(Number(row['location_no']));
    const contact = {
      body: String(row['body']),
      dateAdded: Number(row['date_added']),
      dateUpdated: Number(row['date_updated']),
      tagNos: numbers('contact_tags', 'tag_no', no),
      hookNos: numbers('enrolments', 'hook_no', no),
      appointments: numbers('appointments', 'start_at', no),
      openTasks: numbers('tasks', 'due_at', no, 'AND completed = 0'),
      noteTimes: numbers('notes', 'updated_at', no),
      taskTimes: numbers('tasks', 'updated_at', no),
      appointmentTimes: numbers('appointments', 'updated_at', no),
    };
    const { added } = contactTerms.changes(null, contact, start);
    const wanted = new Set(added.trimEnd().split(' '));
    const has = indexed.get(no) ?? new Set<string>();
    const missing = [...wanted.difference(has)];
    const stale = [...has.difference(wanted)];
    if (missing.length > 0)
      differences.push(`contact ${no} lacks ${missing.slice(0, 10).join(' ')}`);
    if (stale.length > 0)
      differences.push(`contact ${no} still has ${stale.slice(0, 10).join(' ')}`);
    indexed.delete(no);
  }
  differences.push(...noteDifferences(database));
  for (const [no, terms] of indexed) {
    differences.push(`no live contact ${no} has ${[...terms].slice(0, 10).join(' ')}`);
  }
  return differences;
}

/** The same of notes. */
function noteDifferences(database: DatabaseSync): string[] {
  const builtTo = database.prepare('SELECT notes_built_to FROM search_index').get();
  const last = builtTo?.['notes_built_to'] ?? Number.MAX_SAFE_INTEGER;
  database.exec('CREATE VIRTUAL TABLE temp.note_rows USING fts5vocab (main, note_terms, instance)');
  const indexed = new Map<number, Set<string>>();
  for (const { doc, term } of database.prepare('SELECT doc, term FROM temp.note_rows').iterate()) {
    const no = Number(doc);
    indexed.set(no, (indexed.get(no) ?? new Set()).add(String(term)));
  }
  database.exec('DROP TABLE temp.note_rows');
  const differences: string[] = [];
  const rows = database.prepare('SELECT * FROM notes WHERE no <= ?').all(Number(last));
  for (const row of rows) {
    const title = row['title'] === null ? null : String(row['title']);
    const start = termsOfLocation(Number(row['location_no']));
    const terms = contactTerms.ofNote({ title, body: String(row['body']) }, start);
    const wanted = new Set(terms.split(' ').filter((term) => term !== ''));
    const no = Number(row['no']);
    const has = indexed.get(no) ?? new Set<string>();
    if (wanted.symmetricDifference(has).size > 0) differences.push(`note ${no} has other terms`);
    indexed.delete(no);
  }
  for (const no of indexed.keys()) differences.push(`there is no note ${no}`);
  return differences;
}
