import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  dyingQuery,
  faultQuery,
  readQuery,
  refusedQuery,
} from '../../../test/support/storage-fixtures.ts';
import { temporaryDatabase } from '../../../test/support/temporary.ts';
import { AppError } from '../../errors/app-error.ts';
import { type Turn, ownTurn } from '../../lib/turns.ts';
import { type Readers, type ReadersOptions, startReaders } from './readers.ts';

const queriesUrl = new URL('../../../test/support/storage-fixtures.ts', import.meta.url).href;

function start(t: TestContext, options: Partial<ReadersOptions> = {}): Readers {
  const path = temporaryDatabase(t);
  const base = { path, queriesUrl, count: 1, timeoutMs: 60_000, waitMs: 60_000, queueLimit: 10 };
  const readers = startReaders({ ...base, ...options });
  t.after(() => readers.close());
  return readers;
}

/** Some seconds of work: a cancel that fails shows, and the test ends all the same. */
const long = 20_000_000;
const quick = { way: 'scan', upTo: 3 };
const anyhow = { turn: ownTurn, signal: undefined };

const read = (
  readers: Readers,
  input: { way: string; upTo: number },
  signal?: AbortSignal,
  turn = ownTurn,
): Promise<unknown> => readers.query(readQuery.name, input, { turn, signal });

const turnOf = (locationNo: number, actor = locationNo): Turn => ({
  locationNo,
  actorKey: `${actor}`,
});

const code = (expected: string) => (error: unknown) =>
  error instanceof AppError && error.code === expected;

test('a query answers with its value, a refusal with its code, a fault without its detail', async (t) => {
  const readers = start(t);
  assert.equal(await read(readers, { way: 'scan', upTo: 1000 }), 1000);
  await assert.rejects(readers.query(refusedQuery.name, null, anyhow), code('contact_not_found'));
  await assert.rejects(readers.query(faultQuery.name, null, anyhow), (error: unknown) => {
    assert.ok(error instanceof AppError && error.code === 'internal');
    assert.doesNotMatch(error.publicMessage, /a fault of ours/);
    assert.match(String(error.cause), /a fault of ours/);
    return true;
  });
  await assert.rejects(readers.query('test.unknown', null, anyhow), code('internal'));
  assert.equal(await read(readers, quick), 3);
});

for (const way of ['scan', 'sort', 'count', 'text']) {
  test(`a ${way} under way stops within milliseconds of its cancel`, async (t) => {
    const readers = start(t);
    await read(readers, quick);
    const delays: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const controller = new AbortController();
      const cancelled = read(readers, { way, upTo: long }, controller.signal);
      // Under way for certain: some turns of this thread's loop after it was handed over.
      for (let turn = 0; turn < 200; turn += 1)
        await new Promise((resolve) => setImmediate(resolve));
      const from = performance.now();
      controller.abort();
      await assert.rejects(cancelled, code('client_gone'));
      // The only reader: this answer comes when the cancelled query has let go of it.
      assert.equal(await read(readers, quick), 3);
      delays.push(performance.now() - from);
    }
    t.diagnostic(`${way}: ${delays.map((each) => each.toFixed(1)).join(', ')} ms`);
    assert.ok(Math.min(...delays) < 100, `it took ${delays.join(', ')} ms`);
  });
}

test('a query over its time is ended, and its reader serves the next', async (t) => {
  const readers = start(t, { timeoutMs: 1500 });
  await assert.rejects(read(readers, { way: 'count', upTo: long }), code('query_timed_out'));
  assert.equal(await read(readers, quick), 3);
  const idle = { readers: 1, readersBusy: 0, searchesWaiting: 0 };
  assert.deepEqual(readers.load(), { ...idle, searchesRefused: 0, searchesTimedOut: 1 });
});

test('a query that waits longer than it may is refused, and waiting is no part of its time', async (t) => {
  const readers = start(t, { waitMs: 1500 });
  const controller = new AbortController();
  const running = read(readers, { way: 'count', upTo: long }, controller.signal);
  await assert.rejects(read(readers, quick), code('unavailable'));
  controller.abort();
  await assert.rejects(running, code('client_gone'));
  assert.equal(await read(readers, quick), 3);
});

test('over the limit of waiting queries the next is refused, the waiting ones answer', async (t) => {
  const readers = start(t, { queueLimit: 4 });
  const controller = new AbortController();
  const running = read(readers, { way: 'scan', upTo: long }, controller.signal);
  const waiting = [read(readers, quick), read(readers, quick)];
  await assert.rejects(read(readers, quick), code('unavailable'));
  const full = { readers: 1, readersBusy: 1, searchesWaiting: 2 };
  assert.deepEqual(readers.load(), { ...full, searchesRefused: 1, searchesTimedOut: 0 });
  controller.abort();
  await assert.rejects(running, code('client_gone'));
  assert.deepEqual(await Promise.all(waiting), [3, 3]);
});

test('a waiting query that is cancelled leaves the queue', async (t) => {
  const readers = start(t, { queueLimit: 1 });
  const [first, second] = [new AbortController(), new AbortController()];
  const running = read(readers, { way: 'scan', upTo: long }, first.signal);
  const waiting = read(readers, quick, second.signal);
  second.abort();
  await assert.rejects(waiting, code('client_gone'));
  const next = read(readers, quick);
  first.abort();
  await assert.rejects(running, code('client_gone'));
  assert.equal(await next, 3);
});

test('a query whose client has already gone is not begun', async (t) => {
  const readers = start(t);
  await assert.rejects(
    read(readers, { way: 'scan', upTo: long }, AbortSignal.abort()),
    code('client_gone'),
  );
  assert.equal(await read(readers, quick), 3);
});

for (const how of ['throw', 'exit']) {
  test(`a reader that dies (${how}) fails its query alone and is replaced`, async (t) => {
    const readers = start(t, { count: 2 });
    const dying = readers.query(dyingQuery.name, how, anyhow);
    const others = [read(readers, quick), read(readers, quick), read(readers, quick)];
    await assert.rejects(dying, code('internal'));
    assert.deepEqual(await Promise.all(others), [3, 3, 3]);
    // Both readers again: two long queries run at once, a third waits.
    const controller = new AbortController();
    const both = [1, 2].map((no) =>
      read(readers, { way: 'scan', upTo: long }, controller.signal, turnOf(no)),
    );
    controller.abort();
    for (const each of both) await assert.rejects(each, code('client_gone'));
    assert.equal(await read(readers, quick), 3);
  });
}

test('one that floods holds every reader but the last, which answers the others', async (t) => {
  const readers = start(t, { count: 3, queueLimit: 1000 });
  const controller = new AbortController();
  const flood = Array.from({ length: 50 }, (_, each) =>
    read(readers, { way: 'scan', upTo: long }, controller.signal, turnOf(1, each)),
  );
  const ended = Promise.allSettled(flood);
  // Each answers while the flood runs: were the last reader taken, none would before it is over.
  for (let each = 2; each < 6; each += 1) {
    assert.equal(await read(readers, quick, undefined, turnOf(each)), 3);
  }
  controller.abort();
  assert.ok((await ended).every((each) => each.status === 'rejected'));
});

test('one integration over many locations leaves the last reader, too', async (t) => {
  const readers = start(t, { count: 2, queueLimit: 1000 });
  const controller = new AbortController();
  const flood = Array.from({ length: 5 }, (_, each) =>
    read(readers, { way: 'scan', upTo: long }, controller.signal, turnOf(each + 1, 9)),
  );
  const ended = Promise.allSettled(flood);
  assert.equal(await read(readers, quick, undefined, turnOf(7)), 3);
  controller.abort();
  assert.ok((await ended).every((each) => each.status === 'rejected'));
});

test('those who wait are answered in turn, however many of one wait before', async (t) => {
  const readers = start(t, { queueLimit: 1000 });
  const order: string[] = [];
  const ask = async (locationNo: number, actor: number): Promise<void> => {
    await read(readers, quick, undefined, turnOf(locationNo, actor));
    order.push(`${locationNo}.${actor}`);
  };
  const flood = Array.from({ length: 20 }, () => ask(1, 1));
  await Promise.all([...flood, ask(1, 2), ask(2, 3), ask(3, 4)]);
  // The first was begun before the others came.
  assert.deepEqual(order.slice(0, 7), ['1.1', '1.1', '2.3', '3.4', '1.2', '1.1', '1.1']);
});

test('a flood is refused where its own part of the queue is full, the others still wait', async (t) => {
  const readers = start(t, { queueLimit: 30 });
  const controller = new AbortController();
  const running = read(readers, { way: 'scan', upTo: long }, controller.signal, turnOf(9));
  const flood = Promise.allSettled(
    Array.from({ length: 100 }, () => read(readers, quick, undefined, turnOf(1))),
  );
  const others = Array.from({ length: 8 }, (_, each) =>
    read(readers, quick, undefined, each < 4 ? turnOf(1, 50 + each) : turnOf(each)),
  );
  controller.abort();
  await assert.rejects(running, code('client_gone'));
  const refused = (await flood).flatMap((each) =>
    each.status === 'rejected' ? [each.reason] : [],
  );
  assert.ok(refused.every(code('unavailable')));
  assert.equal(refused.length, 90);
  assert.deepEqual(await Promise.all(others), Array(8).fill(3));
});

test('closing refuses what waits, cancels what runs, and takes no more', async (t) => {
  const readers = startReaders({
    path: temporaryDatabase(t),
    queriesUrl,
    count: 1,
    timeoutMs: 60_000,
    waitMs: 60_000,
    queueLimit: 10,
  });
  const running = read(readers, { way: 'scan', upTo: long });
  const waiting = read(readers, quick);
  const refusals = [assert.rejects(running), assert.rejects(waiting, code('unavailable'))];
  await readers.close();
  await Promise.all(refusals);
  await assert.rejects(read(readers, quick), code('unavailable'));
});
