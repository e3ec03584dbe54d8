import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createNumberSet } from './number-set.ts';

test('a set of numbers has those that were added, and no others', () => {
  const last = 200;
  const number = fc.integer({ min: 0, max: last });
  fc.assert(
    fc.property(fc.array(number), (added) => {
      const set = createNumberSet(last);
      for (const no of added) set.add(no);
      const wanted = new Set(added);
      for (let no = 0; no <= last + 40; no += 1) assert.equal(set.has(no), wanted.has(no));
    }),
  );
});
