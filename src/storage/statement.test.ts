import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { temporaryDatabase } from '../../test/support/temporary.ts';
import { stillWanted } from './dialect.ts';
import { openConnection } from './sqlite/connection.ts';
import { addFunctions } from './sqlite/functions.ts';
import { bindParameters, compileStatement, statement } from './statement.ts';

const find = statement<{ no: number; id: string }, { name: string }>((db, p) =>
  db
    .selectFrom('locations')
    .select('name')
    .where('id', '=', p.id)
    .where('country', '=', 'US')
    .where('no', '=', p.no)
    .where((eb) => eb.or([eb('name', '=', p.id), eb('contact_count', '=', 0)])),
);

test('values are bound by name in the order of the text, also when used twice', (t) => {
  const connection = openConnection(temporaryDatabase(t), 'read');
  t.after(() => connection.close());
  const compiled = compileStatement(connection.db, find);
  assert.equal(compiled.sql.match(/\?/g)?.length, 5);
  fc.assert(
    fc.property(fc.string(), fc.integer(), (id, no) => {
      assert.deepEqual(
        bindParameters(compiled, { no, id }, (value) => value),
        [id, 'US', no, id, 0],
      );
    }),
  );
});

test('a text built once answers each run with its own values', async (t) => {
  const connection = openConnection(temporaryDatabase(t), 'write');
  t.after(() => connection.close());
  let built = 0;
  const read = statement<{ before: string; position: number }, { before: string }>((db, p) => {
    built += 1;
    return db
      .insertInto('event_values')
      .values({ position: p.position, before: p.before, after: null })
      .returning('before');
  });
  // Quotes, wildcards and NUL are data, never text of the statement.
  const values = ["'; DROP TABLE contacts; --", '%_"\\', 'a\u0000b', '🜁', ''];
  for (const [position, before] of values.entries()) {
    assert.deepEqual({ ...(await connection.run(read, { before, position }))[0] }, { before });
  }
  assert.equal(built, 1);
});

test('a value that is left out, or that no column can hold, is a fault and not a null', async (t) => {
  const connection = openConnection(temporaryDatabase(t), 'write');
  t.after(() => connection.close());
  const insert = statement<{ position: number; before?: unknown }>((db, p) =>
    db
      .insertInto('event_values')
      .values({ position: p.position, before: p.before as string, after: null }),
  );
  await assert.rejects(connection.run(insert, { position: 1 }), /undefined cannot be stored/);
  await assert.rejects(
    connection.run(insert, { position: 1, before: {} }),
    /object cannot be stored/,
  );
  await connection.run(insert, { position: 1, before: null });
  const { n } = connection.database.prepare('SELECT count(*) AS n FROM event_values').get() ?? {};
  assert.equal(n, 1);
});

test('transactions of the query builder are refused: they belong to the engine', async (t) => {
  const connection = openConnection(temporaryDatabase(t), 'write');
  t.after(() => connection.close());
  await assert.rejects(
    connection.db.transaction().execute(async () => undefined),
    /belong to the engine/,
  );
});

test('a statement whose rows were cut off in the middle answers the next time', async (t) => {
  const connection = openConnection(temporaryDatabase(t), 'write');
  t.after(() => connection.close());
  let isCancelled = true;
  addFunctions(connection.database, () => {
    if (isCancelled) throw new Error('cancelled');
    return 1;
  });
  const tables = statement<object, { name: string }>((db) =>
    db
      .selectFrom(sql<{ name: string }>`sqlite_schema`.as('s'))
      .select('s.name')
      .where(stillWanted()),
  );
  const count = async (): Promise<number> => {
    let rows = 0;
    await connection.each(tables, {}, () => {
      rows += 1;
      return true;
    });
    return rows;
  };
  await assert.rejects(count(), /cancelled/);
  isCancelled = false;
  assert.ok((await count()) > 0);
  isCancelled = true;
  await assert.rejects(connection.run(tables, {}), /cancelled/);
  isCancelled = false;
  assert.ok((await connection.run(tables, {})).length > 0);
});
