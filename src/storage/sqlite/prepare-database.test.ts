import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { migrations, schemaVersion } from '../migrations/migrations.ts';
import { DatabaseProblem } from './database-problem.ts';
import { prepareDatabase, prepareForServing } from './prepare-database.ts';

const applicationId = 0x474c766c;

function withDatabase<T>(path: string, use: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path, { defensive: false });
  try {
    return use(database);
  } finally {
    database.close();
  }
}

const version = (path: string): unknown =>
  withDatabase(path, (database) => database.prepare('PRAGMA user_version').get()?.['user_version']);

const names = (path: string): unknown[] =>
  withDatabase(path, (database) =>
    database
      .prepare('SELECT id FROM locations ORDER BY no')
      .all()
      .map((row) => row['id']),
  );

/** A database as a release of that schema left it, with a location, a contact and two events. */
function oldDatabase(t: TestContext, schema: number): string {
  const path = join(temporaryFolder(t), 'groundlevel.db');
  withDatabase(path, (database) => {
    database.exec('PRAGMA journal_mode=WAL');
    // The numbers may have gaps.
    const then = migrations.filter((each) => each.version <= schema);
    for (const each of then) database.exec(each.sqlite);
    database.exec(`PRAGMA application_id=${applicationId}; PRAGMA user_version=${schema}`);
    database.exec(`
      INSERT INTO locations (id, name, country, timezone, profile, settings,
        allow_duplicate_contact, unique_identifiers, contact_count, created_at, updated_at)
      VALUES ('old', 'Old', 'US', 'UTC', '{}', '{}', 0, 'email,phone', 1, 1, 1);
      INSERT INTO contacts (location_no, id, version, date_added, date_updated, body)
      VALUES (1, 'contact', 2, 1, 1, '{}');
      INSERT INTO events (location_no, type, record_id, contact_id, version, at, actor) VALUES
        (1, 'contact.created', 'contact', 'contact', 1, 1, '{}'),
        (1, 'contact.updated', 'contact', 'contact', 2, 1, '{}');`);
    if (schema >= 11) {
      database.exec(`INSERT INTO event_counts (location_no, type, count)
        VALUES (1, 'contact.created', 1), (1, 'contact.updated', 1)`);
    }
  });
  return path;
}

test('a new database is private, marked as ours and of the newest schema', (t) => {
  const folder = join(temporaryFolder(t), 'data', 'deep');
  const path = join(folder, 'groundlevel.db');
  assert.deepEqual(prepareDatabase(path), { created: true, migratedFrom: undefined });
  if (process.platform !== 'win32') {
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal(statSync(path).mode & 0o777, 0o600);
  }
  assert.equal(version(path), schemaVersion);
  assert.deepEqual(prepareDatabase(path), { created: false, migratedFrom: undefined });
});

test('a first start that was killed with nothing in the file yet is gone on with', (t) => {
  const path = join(temporaryFolder(t), 'groundlevel.db');
  withDatabase(path, (database) => database.exec('PRAGMA journal_mode=WAL'));
  assert.ok(statSync(path).size > 0);
  assert.deepEqual(prepareDatabase(path), { created: true, migratedFrom: undefined });
  assert.equal(version(path), schemaVersion);
});

for (const schema of migrations.map(({ version: each }) => each).slice(0, -1)) {
  test(`a database of schema ${schema} is migrated with its data, and kept as it was beside`, (t) => {
    const path = oldDatabase(t, schema);
    const prepared = prepareDatabase(path);
    const copy = `${path}.before-schema-${schemaVersion}`;
    assert.deepEqual(prepared, { created: false, migratedFrom: schema, copy });
    assert.equal(version(path), schemaVersion);
    withDatabase(path, (database) => {
      const location = database.prepare('SELECT * FROM locations').get();
      assert.equal(location?.['id'], 'old');
      assert.equal(location?.['contact_count'], 1);
      const counts = database.prepare('SELECT type, count FROM event_counts').all();
      assert.deepEqual(
        counts.map(({ type, count }) => [type, count]),
        [
          ['contact.created', 1],
          ['contact.updated', 1],
        ],
      );
      assert.equal(database.prepare('PRAGMA integrity_check').get()?.['integrity_check'], 'ok');
    });
    assert.equal(version(copy), schema);
    assert.deepEqual(names(copy), ['old']);
    if (process.platform !== 'win32') assert.equal(statSync(copy).mode & 0o777, 0o600);
    assert.deepEqual(prepareDatabase(path), { created: false, migratedFrom: undefined });
  });
}

test('the copy holds what was still in the log', (t) => {
  const path = oldDatabase(t, 1);
  const writer = new DatabaseSync(path);
  t.after(() => writer.close());
  writer.exec("PRAGMA wal_autocheckpoint=0; UPDATE locations SET id = 'in the log'");
  assert.ok(statSync(`${path}-wal`).size > 0);
  const { copy = '' } = prepareDatabase(path);
  assert.deepEqual(names(copy), ['in the log']);
  assert.deepEqual(names(path), ['in the log']);
});

test('a database that is being read is copied whole and migrated, its readers go on', (t) => {
  const path = oldDatabase(t, 1);
  const writer = new DatabaseSync(path);
  const reader = new DatabaseSync(path);
  t.after(() => {
    reader.close();
    writer.close();
  });
  const id = reader.prepare('SELECT id FROM locations');
  reader.exec('BEGIN');
  assert.equal(id.get()?.['id'], 'old');
  writer.exec("PRAGMA wal_autocheckpoint=0; UPDATE locations SET id = 'in the log'");
  const { copy = '' } = prepareDatabase(path);
  assert.deepEqual(names(copy), ['in the log']);
  assert.deepEqual(names(path), ['in the log']);
  assert.equal(id.get()?.['id'], 'old');
});

test('a database that is being written to is left alone, and says so', (t) => {
  const path = oldDatabase(t, 1);
  const writer = new DatabaseSync(path);
  t.after(() => writer.close());
  writer.exec('BEGIN IMMEDIATE');
  assert.throws(() => prepareDatabase(path, { waitMs: 50 }), DatabaseProblem);
  writer.exec("UPDATE locations SET id = 'written'; COMMIT");
  assert.equal(version(path), 1);
  const { copy = '' } = prepareDatabase(path);
  assert.deepEqual(names(copy), ['written']);
});

test('a migration that fails leaves schema and data as they were, and says so', (t) => {
  const path = oldDatabase(t, 1);
  withDatabase(path, (database) =>
    database.exec('ALTER TABLE locations ADD COLUMN event_count INTEGER'),
  );
  assert.throws(() => prepareDatabase(path), DatabaseProblem);
  assert.equal(version(path), 1);
  assert.deepEqual(names(path), ['old']);
});

test('an older database that a server holds is not migrated under it', (t) => {
  const path = oldDatabase(t, 1);
  const { lock } = prepareForServing(path);
  t.after(() => lock.release());
  withDatabase(path, (database) => database.exec('PRAGMA user_version=1'));
  assert.throws(() => prepareDatabase(path), /already served by/);
  assert.equal(version(path), 1);
});

test('what is not ours, not a database, damaged or newer is refused and left untouched', (t) => {
  const folder = temporaryFolder(t);
  const make = (name: string, prepare: (path: string) => void): string => {
    const path = join(folder, name);
    prepare(path);
    return path;
  };
  const text = make('text.db', (path) => writeFileSync(path, 'no database at all '.repeat(100)));
  const foreign = make('foreign.db', (path) =>
    withDatabase(path, (database) =>
      database.exec('CREATE TABLE theirs (x); PRAGMA user_version=1'),
    ),
  );
  const newer = make('newer.db', (path) => {
    prepareDatabase(path);
    withDatabase(path, (database) => database.exec(`PRAGMA user_version=${schemaVersion + 1}`));
  });
  const damaged = make('damaged.db', (path) => {
    prepareDatabase(path);
    const bytes = readFileSync(path);
    bytes.fill(0xff, 4096, 12_288);
    writeFileSync(path, bytes);
  });
  const cut = make('cut.db', (path) => {
    prepareDatabase(path);
    writeFileSync(path, readFileSync(path).subarray(0, 20_000));
  });
  const expected = [
    [text, /not a database that can be read/],
    [foreign, /not a Groundlevel database/],
    [newer, /written by a newer version/],
    [damaged, /corrupt|cannot be read|can be read/],
    [cut, /corrupt|cannot be read|can be read/],
  ] as const;
  for (const [path, sentence] of expected) {
    const before = readFileSync(path);
    assert.throws(
      () => prepareDatabase(path),
      (error: unknown) => {
        assert.ok(error instanceof DatabaseProblem, String(error));
        assert.match(error.message, sentence);
        assert.match(error.message, /^.+\.$/, 'one sentence');
        return true;
      },
    );
    assert.ok(readFileSync(path).equals(before), `${path} was touched`);
    assert.ok(!existsSync(`${path}-wal`) || statSync(`${path}-wal`).size === 0);
  }
  const directory = join(folder, 'folder.db');
  mkdirSync(directory);
  assert.throws(() => prepareDatabase(directory), /is not a file/);
});

test('a copy of a served database, with its log, is prepared like the database itself', (t) => {
  const path = join(temporaryFolder(t), 'groundlevel.db');
  prepareDatabase(path);
  const writer = new DatabaseSync(path);
  t.after(() => writer.close());
  writer.exec(`PRAGMA wal_autocheckpoint=0; INSERT INTO tags (location_no, id, name, name_key, created_at)
    SELECT 1, 't', 't', 't', 1 WHERE false;
    INSERT INTO event_values (position, before) VALUES (1, 'kept')`);
  const copy = join(temporaryFolder(t), 'copied.db');
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  assert.deepEqual(prepareDatabase(copy), { created: false, migratedFrom: undefined });
  withDatabase(copy, (database) => {
    assert.equal(database.prepare('SELECT before FROM event_values').get()?.['before'], 'kept');
  });
});

test('a database that is too large to be read through at a start is looked into, and goes on', (t) => {
  const path = join(temporaryFolder(t), 'groundlevel.db');
  prepareDatabase(path);
  withDatabase(path, (database) => {
    const insert = database.prepare('INSERT INTO event_values (before) VALUES (?)');
    for (let each = 0; each < 66; each += 1) insert.run('x'.repeat(1024 * 1024));
  });
  assert.ok(statSync(path).size > 64 * 1024 * 1024);
  assert.deepEqual(prepareDatabase(path), { created: false, migratedFrom: undefined });
});
