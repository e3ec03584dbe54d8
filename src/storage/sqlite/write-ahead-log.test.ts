import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryDatabase } from '../../../test/support/temporary.ts';
import { busyTimeoutMs, openConnection } from './connection.ts';
import { boundLog, checkpoint, logBytes } from './write-ahead-log.ts';

const limitBytes = 100_000;

function grow(connection: ReturnType<typeof openConnection>): void {
  const insert = connection.database.prepare(
    'INSERT INTO event_values (position, before) SELECT coalesce(max(position), 0) + 1, ? FROM event_values',
  );
  for (let each = 0; each < 20; each += 1) insert.run('x'.repeat(8000));
}

test('a log within its limit is left alone, one over it starts over', (t) => {
  const path = temporaryDatabase(t);
  const connection = openConnection(path, 'write');
  t.after(() => connection.close());
  grow(connection);
  const size = logBytes(path);
  assert.ok(size > limitBytes);
  boundLog(connection, path, size, busyTimeoutMs);
  assert.equal(logBytes(path), size);
  boundLog(connection, path, limitBytes, busyTimeoutMs);
  assert.equal(logBytes(path), 0);
  assert.equal(
    connection.database.prepare('SELECT count(*) AS n FROM event_values').get()?.['n'],
    20,
  );
});

test('a reader on an old snapshot is not waited for, and the log starts over once it is done', (t) => {
  const path = temporaryDatabase(t);
  const connection = openConnection(path, 'write');
  const reader = openConnection(path, 'read');
  t.after(() => {
    reader.close();
    connection.close();
  });
  reader.exec('BEGIN');
  const count = reader.database.prepare('SELECT count(*) AS n FROM event_values');
  assert.equal(count.get()?.['n'], 0);
  grow(connection);
  const from = performance.now();
  boundLog(connection, path, limitBytes, busyTimeoutMs);
  assert.ok(performance.now() - from < busyTimeoutMs / 2, 'it waited for the reader');
  assert.ok(logBytes(path) > limitBytes);
  assert.equal(count.get()?.['n'], 0, 'the snapshot moved');
  const timeout = connection.database.prepare('PRAGMA busy_timeout').get()?.['timeout'];
  assert.equal(timeout, busyTimeoutMs, 'the wait for other processes is gone');
  reader.exec('COMMIT');
  boundLog(connection, path, limitBytes, busyTimeoutMs);
  assert.equal(logBytes(path), 0);
});

test('a checkpoint beside a writer copies what is committed, so that the log is reused', (t) => {
  const path = temporaryDatabase(t);
  const connection = openConnection(path, 'write');
  const beside = openConnection(path, 'write', 0);
  t.after(() => {
    beside.close();
    connection.close();
  });
  grow(connection);
  const size = logBytes(path);
  for (let round = 0; round < 5; round += 1) {
    checkpoint(beside);
    grow(connection);
  }
  assert.ok(logBytes(path) <= size * 1.5, `${logBytes(path)} bytes after ${size}`);
});
