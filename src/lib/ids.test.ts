import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createIdSource, isId } from './ids.ts';

test('later ids sort later, within a millisecond and over a clock that goes back', () => {
  const steps = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(steps, (moves) => {
      let at = 1_772_884_800_000;
      const newId = createIdSource({ now: () => at });
      let last = '';
      for (const move of moves) {
        at += move;
        const id = newId();
        assert.ok(isId(id), id);
        assert.ok(id > last, `${id} after ${last}`);
        last = id;
      }
    }),
  );
});

test('the highest random digits are counted over into the next millisecond', () => {
  const newId = createIdSource({
    now: () => 0,
    random: (bytes) => new Uint8Array(bytes).fill(247),
  });
  const ids = Array.from({ length: 100 }, newId);
  assert.equal(new Set(ids).size, ids.length);
  for (const [index, id] of ids.entries()) assert.ok(index === 0 || id > (ids[index - 1] ?? ''));
});

test('what is no id is told apart', () => {
  for (const text of ['', 'short', 'a'.repeat(19), 'a'.repeat(21), `${'a'.repeat(19)}-`]) {
    assert.ok(!isId(text));
  }
});
