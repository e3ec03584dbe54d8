import assert from 'node:assert/strict';
import { hash, randomBytes } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { temporaryDatabase } from '../../test/support/temporary.ts';
import { AppError } from '../errors/app-error.ts';
import type { IdempotencyRequest } from './engine.ts';
import { deleteOldOutcomes, findOutcome, keepOutcome } from './idempotency.ts';
import { type Connection, openConnection } from './sqlite/connection.ts';

function open(t: TestContext): Connection {
  const connection = openConnection(temporaryDatabase(t), 'write');
  t.after(() => connection.close());
  return connection;
}

function request(change: Partial<IdempotencyRequest> = {}): IdempotencyRequest {
  const fingerprint = hash('sha256', 'body', 'buffer');
  return {
    actorKey: 'one',
    locationNo: null,
    key: 'key',
    fingerprint,
    keptSince: 0,
    sealKey: null,
    ...change,
  };
}

const done = (value: unknown) => ({ ok: true, value, traceId: 'first', replayed: false }) as const;

function storedBytes(connection: Connection): Buffer {
  const row = connection.database.prepare('SELECT outcome FROM idempotency_keys').get();
  const outcome = row?.['outcome'];
  return Buffer.from(outcome instanceof Uint8Array ? outcome : String(outcome));
}

const reused = (error: unknown) =>
  error instanceof AppError && error.code === 'idempotency_key_reused';

test('an outcome comes back as it was, marked, with the trace id of the first', async (t) => {
  const connection = open(t);
  let key = 0;
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.boolean(), async (value, sealed) => {
      key += 1;
      const sent = request({ key: String(key), sealKey: sealed ? randomBytes(32) : null });
      await keepOutcome(connection, sent, done(value), 5);
      const found = await findOutcome(connection, sent);
      // Through JSON as on the wire, where -0 is 0.
      const expected = JSON.parse(JSON.stringify(value));
      assert.deepEqual(found, { ok: true, value: expected, traceId: 'first', replayed: true });
    }),
    { numRuns: 50 },
  );
});

test('a refusal comes back as the same refusal', async (t) => {
  const connection = open(t);
  const error = { code: 'contact_not_found', publicMessage: 'none', meta: { a: 1 } } as const;
  const outcome = { ok: false, error, traceId: 'first', replayed: false } as const;
  await keepOutcome(connection, request(), outcome, 5);
  assert.deepEqual(await findOutcome(connection, request()), { ...outcome, replayed: true });
});

test('an outcome is forgotten at its age, and its key is free for another request', async (t) => {
  const connection = open(t);
  await keepOutcome(connection, request(), done(1), 5);
  assert.ok(await findOutcome(connection, request({ keptSince: 4 })));
  const other = request({ keptSince: 5, fingerprint: hash('sha256', 'other', 'buffer') });
  assert.equal(await findOutcome(connection, other), undefined);
  await keepOutcome(connection, other, done(2), 6);
  const found = await findOutcome(connection, other);
  assert.ok(found?.ok && found.value === 2);
});

test('nothing is found for another key or another integration', async (t) => {
  const connection = open(t);
  await keepOutcome(connection, request(), done(1), 5);
  assert.equal(await findOutcome(connection, request({ key: 'other' })), undefined);
  assert.equal(await findOutcome(connection, request({ actorKey: 'two' })), undefined);
});

test('the key with another request is refused', async (t) => {
  const connection = open(t);
  await keepOutcome(connection, request(), done(1), 5);
  const other = request({ fingerprint: hash('sha256', 'other body', 'buffer') });
  await assert.rejects(findOutcome(connection, other), reused);
});

test('a sealed outcome is unreadable in the file and opens with its own token only', async (t) => {
  const connection = open(t);
  const secret = 'pit-5f4dcc3b-5aa7-4d61-8327-deb882cf9901';
  const sealKey = randomBytes(32);
  await keepOutcome(connection, request({ sealKey }), done({ token: secret }), 5);
  const stored = storedBytes(connection);
  assert.ok(!stored.includes(secret) && !stored.includes('token'));
  const found = await findOutcome(connection, request({ sealKey }));
  assert.deepEqual(found?.ok && found.value, { token: secret });
  // Another token of the same integration, as while a rotation is under way; or none.
  await assert.rejects(findOutcome(connection, request({ sealKey: randomBytes(32) })), reused);
  await assert.rejects(findOutcome(connection, request()), reused);
});

test('the same outcome sealed twice differs, and a changed one does not open', async (t) => {
  const connection = open(t);
  const sealKey = randomBytes(32);
  await keepOutcome(connection, request({ sealKey }), done('same'), 5);
  const first = storedBytes(connection);
  connection.exec('DELETE FROM idempotency_keys');
  await keepOutcome(connection, request({ sealKey }), done('same'), 5);
  const second = storedBytes(connection);
  assert.ok(!first.equals(second));
  second[15] = (second[15] ?? 0) ^ 1;
  connection.database.prepare('UPDATE idempotency_keys SET outcome = ?').run(second);
  await assert.rejects(findOutcome(connection, request({ sealKey })), reused);
});

test('old keys go in slices, and only old ones', async (t) => {
  const connection = open(t);
  for (let at = 1; at <= 7; at += 1) {
    await keepOutcome(connection, request({ key: `k${at}` }), done(at), at);
  }
  assert.equal(await deleteOldOutcomes(connection, 6, 3), true);
  assert.equal(await deleteOldOutcomes(connection, 6, 3), false);
  const left = connection.database.prepare('SELECT key FROM idempotency_keys ORDER BY key').all();
  assert.deepEqual(
    left.map((row) => row['key']),
    ['k6', 'k7'],
  );
});
