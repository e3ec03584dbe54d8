import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSlots } from './slots.ts';

test('what has been taken is gone, and its slot is used again', () => {
  const slots = createSlots<{ name: string }>();
  const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
  const [first, second] = [slots.add(a), slots.add(b)];
  assert.equal(slots.take(first), a);
  assert.equal(slots.take(first), undefined);
  assert.deepEqual([slots.size, [...slots]], [1, [b]]);
  assert.equal(slots.add(c), first);
  assert.deepEqual([slots.size, [...slots]], [2, [c, b]]);
  assert.equal(slots.take(second), b);
  assert.deepEqual([slots.size, [...slots]], [1, [c]]);
  assert.deepEqual(slots.takeAll(), [c]);
  assert.deepEqual([slots.size, slots.take(first)], [0, undefined]);
});
