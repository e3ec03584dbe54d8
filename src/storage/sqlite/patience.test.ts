import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPatience, longestWaitMs } from './patience.ts';

test('what fails is tried again later and later, and said when it begins and ends', () => {
  let now = 0;
  let fails = true;
  let tries = 0;
  const said: (string | undefined)[] = [];
  const patience = createPatience(
    () => now,
    (problem) => said.push(problem),
  );
  const work = (): boolean => {
    tries += 1;
    if (fails) throw new Error('disk I/O error');
    return true;
  };
  for (; now < 60_000; now += 50) assert.equal(patience.attempt(work), false);
  assert.ok(tries >= 10 && tries <= 20, `${tries} tries in a minute`);
  assert.deepEqual(said, ['disk I/O error']);
  assert.ok(patience.failure());
  fails = false;
  now += longestWaitMs;
  assert.equal(patience.attempt(work), true);
  assert.equal(patience.failure(), undefined);
  assert.deepEqual(said, ['disk I/O error', undefined]);
});
