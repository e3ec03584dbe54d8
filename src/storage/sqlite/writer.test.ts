import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import {
  breakCommitCommand,
  dieCommand,
  failCommand,
  fillCommand,
  given,
  pragmaCommand,
  putCommand,
  refuseCommand,
  slowCommand,
} from '../../../test/support/storage-fixtures.ts';
import { temporaryDatabase } from '../../../test/support/temporary.ts';
import { AppError } from '../../errors/app-error.ts';
import { ownTurn } from '../../lib/turns.ts';
import type { Write } from './group-writer.ts';
import { logBytes } from './write-ahead-log.ts';
import { type Writer, type WriterOptions, startWriter } from './writer.ts';

const commandsUrl = new URL('../../../test/support/storage-fixtures.ts', import.meta.url).href;

type Started = { path: string; writer: Writer; faults: string[]; death: Promise<unknown> };

function start(t: TestContext, options: Partial<WriterOptions> = {}): Started {
  const path = temporaryDatabase(t);
  const faults: string[] = [];
  const died = Promise.withResolvers<unknown>();
  const writer = startWriter({
    path,
    commandsUrl,
    groupLimit: 64,
    groupMs: 20,
    logLimitBytes: 64 * 1024 * 1024,
    stuckLogBytes: 1024 * 1024 * 1024,
    locationBytes: 0,
    queueLimit: 10_000,
    onEvents: () => undefined,
    onGroup: () => undefined,
    onFault: (detail, traceId) => faults.push(`${traceId}: ${detail}`),
    onLogProblem: () => undefined,
    onDeath: died.resolve,
    ...options,
  });
  t.after(() => writer.close());
  return { path, writer, faults, death: died.promise };
}

function write(
  command: { name: string },
  input: unknown,
  { traceId = 'trace', turn = ownTurn } = {},
): Write {
  const actor = { kind: 'cli', id: 'test', name: 'test' } as const;
  return { name: command.name, input: given(input), context: { now: 5, traceId, actor, turn } };
}

/** A write of a location, by its integration of the same number. */
function writeOf(no: number, command: { name: string }, input: unknown): Write {
  return write(command, input, { turn: { locationNo: no, actorKey: `of ${no}` } });
}

const code = (expected: string) => (error: unknown) =>
  error instanceof AppError && error.code === expected;

function stored(path: string): string[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = database.prepare('SELECT name FROM locations ORDER BY no').all();
    return rows.map((row) => String(row['name']));
  } finally {
    database.close();
  }
}

test('the connection that commits waits for the disk at each commit, and never checkpoints', async (t) => {
  const { writer } = start(t);
  const read = async (name: string) => (await writer.run(write(pragmaCommand, name))).value;
  // 2 is FULL: in a write-ahead log, a sync of the log at each commit. 1, NORMAL, would not.
  assert.equal(await read('synchronous'), 2);
  assert.equal(await read('journal_mode'), 'wal');
  assert.equal(await read('wal_autocheckpoint'), 0);
});

test('what is answered is in the file for every other process', async (t) => {
  const { writer, path } = start(t);
  const answered = await Promise.all(
    Array.from({ length: 300 }, async (_, each) => {
      const { value } = await writer.run(write(putCommand, `n${each}`));
      return value;
    }),
  );
  assert.equal(answered.length, 300);
  assert.deepEqual(
    stored(path),
    Array.from({ length: 300 }, (_, each) => `n${each}`),
  );
});

test('a fault is told to the log with its trace id, a refusal is not', async (t) => {
  const { writer, faults, path } = start(t);
  const results = await Promise.allSettled([
    writer.run(write(putCommand, 'a', { traceId: 'one' })),
    writer.run(write(failCommand, 'b', { traceId: 'two' })),
    writer.run(write(refuseCommand, 'c', { traceId: 'three' })),
  ]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected'],
  );
  assert.equal(faults.length, 1);
  assert.match(faults[0] ?? '', /^two: Error: a fault with b/);
  assert.deepEqual(stored(path), ['a']);
});

test('a commit that fails rejects all of its group, and the writer goes on', async (t) => {
  const { writer, path } = start(t, { groupMs: 60_000 });
  const group = [writer.run(write(putCommand, 'a')), writer.run(write(breakCommitCommand, 'b'))];
  for (const each of await Promise.allSettled(group)) {
    assert.ok(each.status === 'rejected' && code('internal')(each.reason));
  }
  await writer.run(write(putCommand, 'c'));
  assert.deepEqual(stored(path), ['c']);
});

test('over the limit of waiting writes the next is refused, the accepted ones are done', async (t) => {
  const { writer, path } = start(t, { queueLimit: 9 });
  const accepted = ['a', 'b', 'c'].map((name) => writer.run(write(putCommand, name)));
  await assert.rejects(writer.run(write(putCommand, 'd')), code('unavailable'));
  await Promise.all(accepted);
  await writer.run(write(putCommand, 'e'));
  assert.deepEqual(stored(path), ['a', 'b', 'c', 'e']);
});

test('a flood of writes is refused where its own part is full, the others are done', async (t) => {
  const { writer, path } = start(t, { queueLimit: 30 });
  const flood = Array.from({ length: 50 }, (_, each) =>
    writer.run(writeOf(1, putCommand, `flood ${each}`)),
  );
  const others = [2, 3, 4].map((no) => writer.run(writeOf(no, putCommand, `other ${no}`)));
  const refused = (await Promise.allSettled(flood)).filter((each) => each.status === 'rejected');
  assert.ok(refused.every(({ reason }) => code('unavailable')(reason)));
  assert.equal(refused.length, 40);
  await Promise.all(others);
  assert.equal(stored(path).length, 13);
});

test('writes are done in turn, each integration its own in the order of their coming', async (t) => {
  const { writer, path } = start(t);
  const flood = Array.from({ length: 6 }, (_, each) => writeOf(1, putCommand, `1.${each}`));
  const others = ['2.0', '3.0', '3.1'].map((name) => writeOf(Number(name[0]), putCommand, name));
  await Promise.all([...flood, ...others].map((each) => writer.run(each)));
  const order = ['1.0', '2.0', '3.0', '1.1', '3.1', '1.2', '1.3', '1.4', '1.5'];
  assert.deepEqual(stored(path), order);
});

test('long writes of one are no group that another has to wait for', async (t) => {
  const { writer } = start(t);
  let done = 0;
  const flood = Array.from({ length: 40 }, async () => {
    await writer.run(writeOf(1, slowCommand, 20));
    done += 1;
  });
  await writer.run(writeOf(2, putCommand, 'a'));
  assert.ok(done < 30, `${done} were done first`);
  await Promise.all(flood);
});

test('closing finishes what was accepted and refuses what comes after', async (t) => {
  const { writer, path } = start(t, { groupLimit: 2 });
  const accepted = Array.from({ length: 20 }, (_, each) =>
    writer.run(write(putCommand, `${each}`)),
  );
  const closed = writer.close();
  await assert.rejects(writer.run(write(putCommand, 'late')), code('unavailable'));
  await Promise.all(accepted);
  await closed;
  assert.equal(stored(path).length, 20);
});

test('a writer that dies rejects what waits and says so; closing it then ends', async (t) => {
  const { writer, death } = start(t);
  const waiting = [writer.run(write(dieCommand, null)), writer.run(write(putCommand, 'a'))];
  const refusals = waiting.map((each) => assert.rejects(each, code('internal')));
  assert.match(String(await death), /the thread dies/);
  await Promise.all(refusals);
  await assert.rejects(writer.run(write(putCommand, 'b')), code('unavailable'));
  await writer.close();
});

test('the log stays within its limit and one group under load', async (t) => {
  const logLimitBytes = 256 * 1024;
  const { writer, path } = start(t, { logLimitBytes, groupLimit: 8 });
  const biggest = { bytes: 0 };
  await Promise.all(
    Array.from({ length: 400 }, async () => {
      await writer.run(write(fillCommand, 8000));
      biggest.bytes = Math.max(biggest.bytes, logBytes(path));
    }),
  );
  assert.equal(stored(path).length, 400);
  // Eight rows of some twenty pages each, with their frame headers.
  const group = 8 * 20 * 4200;
  t.diagnostic(`${biggest.bytes} bytes at most`);
  assert.ok(biggest.bytes > 0 && biggest.bytes <= logLimitBytes + group, `${biggest.bytes}`);
});
