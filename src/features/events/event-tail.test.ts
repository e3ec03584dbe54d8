import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Tail, createTails } from './event-tail.ts';
import type { EventRow } from './events.store.ts';

const rowAt = (position: number, length = 0): EventRow => ({
  position,
  type: position % 2 === 0 ? 'note.created' : 'contact.created',
  record_id: 'x',
  contact_id: 'x',
  version: null,
  at: 1,
  actor: '{}',
  before: null,
  after: 'x'.repeat(length),
});
const rows = (from: number, to: number, length?: number): EventRow[] =>
  Array.from({ length: to - from + 1 }, (_, each) => rowAt(from + each, length));
const all = (): boolean => true;
const takenFrom = (tail: Tail, after: number, wanted: (row: EventRow) => boolean = all) => {
  const { events, upTo } = tail.take(after, wanted, 1_000_000);
  return { positions: events.map(({ position }) => position), upTo };
};

test('what was added is taken from any position on, and whom nothing is for moves on, too', () => {
  const tail = createTails().open(10);
  tail.add(rows(11, 14), 20);
  assert.deepEqual([tail.from, tail.upTo], [10, 20]);
  assert.deepEqual(takenFrom(tail, 10), { positions: [11, 12, 13, 14], upTo: 20 });
  assert.deepEqual(takenFrom(tail, 12), { positions: [13, 14], upTo: 20 });
  assert.deepEqual(takenFrom(tail, 14), { positions: [], upTo: 20 });
  assert.deepEqual(takenFrom(tail, 30), { positions: [], upTo: 30 });
  const notes = (row: EventRow): boolean => row.type === 'note.created';
  assert.deepEqual(takenFrom(tail, 10, notes), { positions: [12, 14], upTo: 20 });
  assert.deepEqual(
    takenFrom(tail, 10, () => false),
    { positions: [], upTo: 20 },
  );
});

test('a part ends at its bytes, and the next goes on there', () => {
  const tail = createTails().open(0);
  tail.add(rows(1, 10, 1000), 10);
  const seen: number[] = [];
  let parts = 0;
  for (let at = 0; at < 10; parts += 1) {
    const { events, upTo } = tail.take(at, all, 2000);
    seen.push(...events.map(({ position }) => position));
    assert.ok(upTo > at && events.length <= 2);
    at = upTo;
  }
  assert.deepEqual([seen, parts], [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5]);
});

test('the oldest go where there are too many bytes, but never the last one', () => {
  const tail = createTails(10_000, 100_000).open(0);
  for (let position = 1; position <= 20; position += 1) tail.add([rowAt(position, 500)], position);
  assert.ok(tail.from > 0 && tail.from < 20);
  assert.deepEqual(
    takenFrom(tail, tail.from).positions,
    rows(tail.from + 1, 20).map((row) => row.position),
  );
  assert.ok(tail.bytesAfter(tail.from) <= 10_000);
  assert.equal(tail.bytesAfter(20), 0);
  tail.add([rowAt(21, 50_000)], 21);
  assert.deepEqual([tail.from, takenFrom(tail, 20).positions], [20, [21]]);
});

test('of all locations that which has gone longest without an event is emptied first', () => {
  const tails = createTails(20_000, 15_000);
  const [a, b, c] = [tails.open(0), tails.open(0), tails.open(0)];
  a.add([rowAt(1, 1500)], 1);
  b.add([rowAt(2, 1500)], 2);
  c.add([rowAt(3, 1500)], 3);
  assert.deepEqual([a.from, b.from, c.from], [1, 0, 0]);
  b.add([rowAt(4, 2000)], 4);
  assert.deepEqual([b.from, c.from], [0, 3]);
  assert.deepEqual(takenFrom(a, 1), { positions: [], upTo: 1 });
  b.close();
  b.add([rowAt(5, 100)], 5);
  assert.equal(b.upTo, 4, 'one that is closed takes nothing more');
});
