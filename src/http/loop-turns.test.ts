import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLoopTurns } from './loop-turns.ts';

/** How many calls of so many were done in each turn of the loop, in order. */
async function callsOfTurns(calls: number, msEach: number): Promise<number[]> {
  let ms = 0;
  const next = createLoopTurns(() => ms);
  const done: number[] = [];
  for (let each = 0; each < calls; each += 1) {
    next(() => {
      done.push(each);
      ms += msEach;
    });
  }
  const counts: number[] = [];
  while (done.length < calls) {
    const before = done.length;
    await new Promise((resolve) => setImmediate(resolve));
    if (done.length > before) counts.push(done.length - before);
  }
  assert.deepEqual(
    done,
    Array.from({ length: calls }, (_, each) => each),
  );
  return counts;
}

test('long calls have a turn of the loop each', async () => {
  assert.deepEqual(await callsOfTurns(5, 30), [1, 1, 1, 1, 1]);
});

test('short calls share a turn, and no more of them than may', async () => {
  assert.deepEqual(await callsOfTurns(200, 0), [1, 2, 4, 8, 16, 32, 64, 64, 9]);
});

test('a call that asks for another has it done later', async () => {
  const next = createLoopTurns(() => 0);
  const done: string[] = [];
  next(() => {
    done.push('first');
    next(() => done.push('second'));
  });
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(done, ['first']);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(done, ['first', 'second']);
});
