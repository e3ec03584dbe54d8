import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import {
  breakCommitCommand,
  commands,
  failCommand,
  fillCommand,
  given,
  putCommand,
  refuseCommand,
} from '../../../test/support/storage-fixtures.ts';
import { temporaryDatabase } from '../../../test/support/temporary.ts';
import { createIdSource } from '../../lib/ids.ts';
import type { IdempotencyRequest } from '../engine.ts';
import { type Connection, openConnection } from './connection.ts';
import {
  type GroupWriter,
  type Write,
  type WriteOutcome,
  commandRegistry,
  createGroupWriter,
} from './group-writer.ts';

type Opened = { path: string; connection: Connection; writer: GroupWriter; stored(): string[] };

function open(t: TestContext, busyWaitMs = 0): Opened {
  const path = temporaryDatabase(t);
  const connection = openConnection(path, 'write', busyWaitMs);
  t.after(() => connection.close());
  const writer = createGroupWriter(connection, commands, createIdSource({ now: () => 1 }));
  return { path, connection, writer, stored: () => namesIn(path) };
}

/** What another process would find. */
function namesIn(path: string): string[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database
      .prepare('SELECT id FROM locations ORDER BY no')
      .all()
      .map((row) => String(row['id']));
  } finally {
    database.close();
  }
}

function write(
  command: { name: string },
  input: unknown,
  { traceId = 'trace', idempotency }: { traceId?: string; idempotency?: IdempotencyRequest } = {},
): Write {
  const actor = { kind: 'cli', id: 'test', name: 'test' } as const;
  return {
    name: command.name,
    input: given(input),
    context: { now: 5, traceId, actor, ...(idempotency && { idempotency }) },
  };
}

const codes = (outcomes: readonly WriteOutcome[]): string[] =>
  outcomes.map((each) => (each.ok ? 'ok' : each.error.code));

const keyed = (key: string, of = key): { idempotency: IdempotencyRequest } => ({
  idempotency: {
    actorKey: 'integration:one',
    locationNo: null,
    key,
    fingerprint: hash('sha256', of, 'buffer'),
    keptSince: 0,
    sealKey: null,
  },
});

test('a failed command in a group rolls back alone, the others are committed', async (t) => {
  const { writer, stored } = open(t);
  const outcomes = await writer.run([
    write(putCommand, 'a'),
    write(refuseCommand, 'b', { traceId: 'of b' }),
    write(failCommand, 'c', { traceId: 'of c' }),
    write(putCommand, 'd'),
  ]);
  assert.deepEqual(
    outcomes.map(({ ok }) => ok),
    [true, false, false, true],
  );
  const [, refused, failed] = outcomes;
  assert.ok(refused?.ok === false && failed?.ok === false);
  assert.equal(refused.error.code, 'contact_not_found');
  assert.equal(refused.traceId, 'of b');
  assert.equal(refused.detail, undefined);
  assert.equal(failed.error.code, 'internal');
  assert.equal(failed.traceId, 'of c');
  assert.match(failed.detail ?? '', /a fault with c/);
  assert.doesNotMatch(failed.error.publicMessage, /a fault with c/);
  assert.deepEqual(stored(), ['a', 'd']);
});

test('a command that breaks a constraint is a fault of its own', async (t) => {
  const { writer, stored } = open(t);
  const outcomes = await writer.run([
    write(putCommand, 'a'),
    write(putCommand, 'a'),
    write(putCommand, 'b'),
  ]);
  assert.deepEqual(
    outcomes.map((each) => (each.ok ? 'ok' : each.error.code)),
    ['ok', 'internal', 'ok'],
  );
  assert.deepEqual(stored(), ['a', 'b']);
});

test('a commit that fails answers all of its group with an error and changes nothing', async (t) => {
  const { writer, stored, connection } = open(t);
  await writer.run([write(putCommand, 'before')]);
  const outcomes = await writer.run([
    write(putCommand, 'a', { traceId: 'of a', ...keyed('a') }),
    write(breakCommitCommand, 'b', { traceId: 'of b' }),
    write(refuseCommand, 'c', { traceId: 'of c' }),
  ]);
  assert.deepEqual(
    outcomes.map((each) => (each.ok ? 'ok' : `${each.error.code} ${each.traceId}`)),
    ['internal of a', 'internal of b', 'internal of c'],
  );
  assert.deepEqual(stored(), ['before']);
  assert.equal(connection.database.isTransaction, false);
  // Its key was not kept either: the client's second try is carried out.
  const [again] = await writer.run([write(putCommand, 'a', { traceId: 'again', ...keyed('a') })]);
  assert.ok(again?.ok && !again.replayed);
  assert.deepEqual(stored(), ['before', 'a']);
});

test('a database that another process holds is 503, and nothing is lost or left open', async (t) => {
  const { writer, stored, path, connection } = open(t);
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  const outcomes = await writer.run([write(putCommand, 'a'), write(putCommand, 'b')]);
  assert.deepEqual(
    outcomes.map((each) => (each.ok ? 'ok' : each.error.code)),
    ['unavailable', 'unavailable'],
  );
  assert.equal(connection.database.isTransaction, false);
  other.exec('COMMIT');
  other.close();
  const again = await writer.run([write(putCommand, 'a'), write(putCommand, 'b')]);
  assert.ok(again.every(({ ok }) => ok));
  assert.deepEqual(stored(), ['a', 'b']);
});

test('what does not fit on the disk is 507, what fits beside it is stored', async (t) => {
  const { writer, stored, connection } = open(t);
  await writer.run([write(putCommand, 'a')]);
  const pages = Number(connection.database.prepare('PRAGMA page_count').get()?.['page_count']);
  connection.exec(`PRAGMA max_page_count = ${pages + 2}`);
  const outcomes = await writer.run([write(fillCommand, 100_000), write(putCommand, 'b')]);
  // SQLite ends the whole transaction: the small one is stored by one of its own.
  assert.deepEqual(codes(outcomes), ['storage_full', 'ok']);
  assert.equal(connection.database.isTransaction, false);
  assert.deepEqual(stored(), ['a', 'b']);
  connection.exec('PRAGMA max_page_count = 1000000');
  const [later] = await writer.run([write(putCommand, 'c')]);
  assert.equal(later?.ok, true);
  assert.deepEqual(stored(), ['a', 'b', 'c']);
});

test('a key is carried out once, also twice in one group, and its reply is marked', async (t) => {
  const { writer, stored } = open(t);
  const twice = [
    write(putCommand, 'a', { traceId: 'first', ...keyed('k') }),
    write(putCommand, 'a', { traceId: 'second', ...keyed('k') }),
  ];
  const [first, second] = await writer.run(twice);
  const [third] = await writer.run([write(putCommand, 'a', { traceId: 'third', ...keyed('k') })]);
  assert.ok(first?.ok && second?.ok && third?.ok);
  assert.deepEqual([first.replayed, second.replayed, third.replayed], [false, true, true]);
  assert.deepEqual([second.value, third.value], [first.value, first.value]);
  assert.deepEqual([second.traceId, third.traceId], ['first', 'first']);
  assert.deepEqual(stored(), ['a']);
});

test('a refusal is the outcome of its key, a fault is not and can be tried again', async (t) => {
  const { writer } = open(t);
  const refuse = (traceId: string): Write =>
    write(refuseCommand, 'a', { traceId, ...keyed('refused') });
  const fail = (traceId: string): Write => write(failCommand, 'a', { traceId, ...keyed('failed') });
  await writer.run([refuse('first'), fail('first')]);
  const [refused, failed] = await writer.run([refuse('second'), fail('second')]);
  assert.ok(refused?.ok === false && failed?.ok === false);
  assert.deepEqual(
    [refused.error.code, refused.replayed, refused.traceId],
    ['contact_not_found', true, 'first'],
  );
  assert.deepEqual(
    [failed.error.code, failed.replayed, failed.traceId],
    ['internal', false, 'second'],
  );
});

test('a key used for another request is refused, and its first outcome stays', async (t) => {
  const { writer, stored } = open(t);
  await writer.run([write(putCommand, 'a', keyed('k', 'one body'))]);
  const [reused] = await writer.run([write(putCommand, 'b', keyed('k', 'next body'))]);
  assert.ok(reused?.ok === false);
  assert.equal(reused.error.code, 'idempotency_key_reused');
  const [same] = await writer.run([write(putCommand, 'a', keyed('k', 'one body'))]);
  assert.ok(same?.ok && same.replayed);
  assert.deepEqual(stored(), ['a']);
});

test('two commands of one name are refused', () => {
  assert.throws(() => commandRegistry([putCommand, putCommand]), /two commands named test\.put/);
});
