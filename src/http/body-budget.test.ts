import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyBytesAtOnce, bodyBytesOfOne, createBodyBudget } from './body-budget.ts';

const megabyte = 1024 * 1024;

test('what is released can be held again, and all together have a bound', () => {
  const budget = createBodyBudget(megabyte);
  const third = bodyBytesOfOne(megabyte);
  const [first, second, , fourth] = ['a', 'b', 'c', 'd'].map((actorKey) => budget.bodyOf(actorKey));
  const further = budget.bodyOf('b');
  assert.ok([first, second, budget.bodyOf('c')].every((body) => body?.hold(third)));
  assert.ok(!fourth?.hold(bodyBytesAtOnce(megabyte) - 3 * third + 1));
  first?.release();
  first?.release();
  assert.ok(!further.hold(1));
  assert.ok(fourth?.hold(third));
});
