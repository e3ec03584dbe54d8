import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { commands, given, putCommand } from '../../../test/support/storage-fixtures.ts';
import { temporaryDatabase, temporaryFolder } from '../../../test/support/temporary.ts';
import { createIdSource } from '../../lib/ids.ts';
import { type Connection, openConnection } from './connection.ts';
import { type WriteOutcome, createGroupWriter } from './group-writer.ts';
import { fileErrorFrom } from '../constraint-errors.ts';

const codes = {
  'a failed write': 778,
  'a failed sync': 1034,
  'an index of the log that cannot grow': 4874,
};

function failure(errcode: number): Error {
  return Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode });
}

/** Whole frames of a commit in the log that no connection knows of, as a failed sync leaves them. */
function leaveUnseen(path: string, folder: string, name: string): void {
  const copy = join(folder, 'copy.db');
  for (const suffix of ['', '-wal', '-shm']) cpSync(`${path}${suffix}`, `${copy}${suffix}`);
  const other = new DatabaseSync(copy);
  other.exec('PRAGMA wal_autocheckpoint=0');
  other
    .prepare(
      `INSERT INTO locations (id, name, country, timezone, profile, settings,
        allow_duplicate_contact, unique_identifiers, created_at, updated_at)
       VALUES (?, 'n', 'US', 'UTC', '{}', '{}', 0, 'email', 0, 0)`,
    )
    .run(name);
  // In place: the connection has this very file open.
  writeFileSync(`${path}-wal`, readFileSync(`${copy}-wal`), { flag: 'r+' });
  other.close();
}

/** What a start after a crash would find: the files as they are, the log read anew. */
function found(path: string, folder: string): string[] {
  const crashed = join(folder, `crashed-${Math.random()}.db`);
  cpSync(path, crashed);
  cpSync(`${path}-wal`, `${crashed}-wal`);
  const database = new DatabaseSync(crashed);
  try {
    const rows = database.prepare('SELECT id FROM locations ORDER BY no').all();
    return rows.map(({ id }) => String(id));
  } finally {
    database.close();
  }
}

function opened(t: TestContext): {
  path: string;
  folder: string;
  connection: Connection;
  put(name: string): Promise<string | undefined>;
  /** Until it is called, no commit works: of a group only, or of any kind. */
  fail(errcode: number, of: 'group' | 'any', name?: string): () => void;
} {
  const path = temporaryDatabase(t);
  const folder = temporaryFolder(t);
  const connection = openConnection(path, 'write');
  t.after(() => connection.close());
  const real = connection.database.exec.bind(connection.database);
  const broken: Connection = { ...connection, exec: (sql) => connection.database.exec(sql) };
  const writer = createGroupWriter(broken, commands, createIdSource({ now: () => 1 }));
  const put = async (name: string): Promise<string | undefined> => {
    const actor = { kind: 'cli', id: 'test', name: 'test' } as const;
    const context = { now: 1, traceId: 't', actor };
    const [outcome]: WriteOutcome[] = await writer.run([
      { name: putCommand.name, input: given(name), context },
    ]);
    return outcome?.ok ? 'ok' : outcome?.error.code;
  };
  const fail = (errcode: number, of: 'group' | 'any', name?: string): (() => void) => {
    connection.database.exec = (sql) => {
      if (sql === 'COMMIT') {
        real('ROLLBACK');
        if (name !== undefined) leaveUnseen(path, folder, name);
        throw failure(errcode);
      }
      if (of === 'any' && sql.startsWith('PRAGMA user_version')) throw failure(errcode);
      return real(sql);
    };
    return () => {
      connection.database.exec = real;
    };
  };
  return { path, folder, connection, put, fail };
}

for (const [what, errcode] of Object.entries(codes)) {
  test(`a write refused for ${what} is not there after a crash either`, async (t) => {
    const { path, folder, put, fail } = opened(t);
    assert.equal(await put('before'), 'ok');
    const mend = fail(errcode, 'group', 'refused');
    const full = errcode === codes['an index of the log that cannot grow'];
    assert.equal(await put('refused'), full ? 'storage_full' : 'storage_failed');
    assert.deepEqual(found(path, folder), ['before']);
    mend();
    assert.equal(await put('after'), 'ok');
    assert.deepEqual(found(path, folder), ['before', 'after']);
  });
}

test('a write of which nobody can say whether it was kept is not called refused', async (t) => {
  const { path, folder, put, fail } = opened(t);
  assert.equal(await put('before'), 'ok');
  const mend = fail(codes['a failed sync'], 'any', 'unknown');
  assert.equal(await put('unknown'), 'outcome_unknown');
  assert.deepEqual(found(path, folder), ['before', 'unknown'], 'a crash here keeps it');
  // Those after it are not begun, so that nothing is built on it.
  assert.equal(await put('later'), 'storage_failed');
  mend();
  assert.equal(await put('after'), 'ok');
  assert.deepEqual(found(path, folder), ['before', 'after']);
});

test('a database that turns read-only refuses writes, is read on, and takes them again', async (t) => {
  const { connection, put } = opened(t);
  assert.equal(await put('before'), 'ok');
  connection.exec('PRAGMA query_only=ON');
  for (const name of ['refused', 'refused too']) assert.equal(await put(name), 'storage_failed');
  const names = (): string[] =>
    connection.database
      .prepare('SELECT id FROM locations ORDER BY no')
      .all()
      .map(({ id }) => String(id));
  assert.deepEqual(names(), ['before']);
  connection.exec('PRAGMA query_only=OFF');
  assert.equal(await put('after'), 'ok');
  assert.deepEqual(names(), ['before', 'after']);
});

test('what the system says of a folder that nothing can be written to is a failing disk', () => {
  for (const code of ['EROFS', 'EACCES', 'EIO']) {
    const error = fileErrorFrom(Object.assign(new Error('it is read-only'), { code }));
    assert.equal(error?.code, 'storage_failed', code);
  }
});
