import { DatabaseSync } from 'node:sqlite';
import { countedBytes } from '../../src/storage/sqlite/location-bytes.ts';
import { migrations } from '../../src/storage/migrations/migrations.ts';

/** Writes what a database holds as an earlier schema held it, for what opens it next to migrate. */
export function writeOlderDatabase(from: string, to: string, version: number): void {
  const database = new DatabaseSync(to, { defensive: false });
  try {
    database.exec('PRAGMA journal_mode=WAL');
    for (const each of migrations.filter((migration) => migration.version <= version)) {
      database.exec(each.sqlite);
    }
    database.exec(`PRAGMA foreign_keys=OFF; ATTACH '${from}' AS newer; BEGIN`);
    // The index is copied by what it is kept in, which is not empty when it is made.
    const stored = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0";
    for (const table of namesOf(database, stored)) {
      if (/^(?:contact_terms_|note_terms_|search_index$)/.test(table))
        database.exec(`DELETE FROM ${table}`);
      const kept = new Set(namesOf(database, `PRAGMA newer.table_info(${table})`));
      const then = namesOf(database, `PRAGMA main.table_info(${table})`);
      const columns = then.filter((column) => kept.has(column)).join(', ');
      if (columns === '') continue;
      database.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM newer.${table}`);
    }
    // The rows above have given numbers already, and the copy those of tables that keep none yet.
    database.exec(`DELETE FROM sqlite_sequence;
      INSERT INTO sqlite_sequence SELECT name, seq FROM newer.sqlite_sequence WHERE name IN (
        SELECT name FROM main.sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%')`);
    if (namesOf(database, 'PRAGMA main.table_info(locations)').includes('bytes')) {
      const keep = database.prepare('UPDATE locations SET bytes = ? WHERE no = ?');
      for (const [no, bytes] of countedBytes(database)) keep.run(bytes, no);
    }
    const id = database.prepare('PRAGMA newer.application_id').get()?.['application_id'];
    database.exec(`PRAGMA application_id=${id}; PRAGMA user_version=${version}; COMMIT`);
  } finally {
    database.close();
  }
}

function namesOf(database: DatabaseSync, sql: string): string[] {
  return database
    .prepare(sql)
    .all()
    .map((row) => String(row['name']));
}
