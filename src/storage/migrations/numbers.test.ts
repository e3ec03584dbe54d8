import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { plantRow, tablesHaving } from '../../../test/support/plant-rows.ts';
import { temporaryDatabase } from '../../../test/support/temporary.ts';

function opened(t: TestContext): DatabaseSync {
  const database = new DatabaseSync(temporaryDatabase(t), { enableForeignKeyConstraints: false });
  t.after(() => database.close());
  return database;
}

test('the number of a row that is gone is never given to another, in any table', (t) => {
  const database = opened(t);
  const tables = tablesHaving(database, 'no');
  assert.ok(tables.includes('locations') && tables.includes('contacts'), tables.join());
  for (const table of tables) {
    const first = Number(plantRow(database, table, {}, 'first'));
    database.exec(`DELETE FROM ${table}`);
    const second = Number(plantRow(database, table, {}, 'second'));
    assert.ok(second > first, `${table} gave number ${second} after ${first} was gone`);
  }
});

test('each table with numbers of its own keeps the highest that it has given', (t) => {
  const database = opened(t);
  const own = database
    .prepare(
      `SELECT m.name, m.sql FROM sqlite_schema m WHERE m.type = 'table' AND m.name NOT IN ('event_values', 'contact_terms_data', 'note_terms_data')
         AND (SELECT count(*) FROM pragma_table_info(m.name) WHERE pk > 0) = 1
         AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE pk > 0 AND type = 'INTEGER')`,
    )
    .all();
  const without = own.filter(({ sql }) => !String(sql).includes('AUTOINCREMENT'));
  assert.deepEqual(
    without.map(({ name }) => name),
    [],
  );
});

test('removing a row never looks through a whole table for those that refer to it', (t) => {
  const database = opened(t);
  const references = database
    .prepare(
      `SELECT m.name, f."from" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
       WHERE m.type = 'table'`,
    )
    .all();
  assert.ok(references.length > 20);
  for (const { name, from } of references) {
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM ${String(name)} WHERE ${String(from)} = 1`)
      .all();
    assert.match(String(plan[0]?.['detail']), /^SEARCH/, `${String(name)}.${String(from)}`);
  }
});
