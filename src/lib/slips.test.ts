import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { holdsNearly, isForgiven, isNearly } from './slips.ts';

/** The least number of slips between two texts, as the textbook counts it. */
function slipsBetween(one: readonly string[], other: readonly string[]): number {
  const rows = Array.from({ length: one.length + 1 }, (_, i) =>
    Array.from({ length: other.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= one.length; i += 1) {
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const least = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (isSame ? 0 : 1),
        isSwapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
      rows[i]?.splice(j, 1, least);
    }
  }
  return at(one.length, other.length);
}

test('two words are nearly the same where the textbook counts one slip or none', () => {
  const word = fc
    .array(fc.constantFrom('a', 'b', 'c', '\u{10400}'), { maxLength: 7 })
    .map((signs) => signs.join(''));
  let near = 0;
  fc.assert(
    fc.property(word, word, (one, other) => {
      const isWithinOne = slipsBetween([...one], [...other]) <= 1;
      if (isWithinOne) near += 1;
      assert.equal(isNearly(one, other), isWithinOne, `${one} ${other}`);
    }),
    { numRuns: 5000 },
  );
  assert.ok(near > 100, `${near} were`);
});

test('a word of a text is found with a slip, wherever it stands', () => {
  for (const word of ['archr', 'arrcher', 'arxher', 'acrher', 'archer']) {
    assert.ok(holdsNearly('ann archer\nann@example.com', word), word);
  }
  assert.ok(!holdsNearly('ann archer', 'arch'));
});

test('slips are looked for in letters alone, neither few nor very many', () => {
  assert.deepEqual(['müller', 'smith', '李小龍先生'].map(isForgiven), [true, true, true]);
  assert.deepEqual(['jane', 'smith1', 'o’neill', 'a'.repeat(31), '41555'].map(isForgiven), [
    false,
    false,
    false,
    false,
    false,
  ]);
});
