import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isShortNumber, keepsDigits } from './exact-number.ts';

test('every number as it is written by itself keeps its digits', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      assert.ok(keepsDigits(String(number)));
      assert.ok(keepsDigits(number.toExponential()));
    }),
  );
});

test('a whole number keeps its digits just where a bigint of it does', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (whole) => {
      assert.equal(keepsDigits(String(whole)), BigInt(Number(whole)) === whole && shows(whole));
    }),
  );
  // A double holds it, and would be written with other digits.
  function shows(whole: bigint): boolean {
    return (
      BigInt(String(Number(whole).toLocaleString('fullwide', { useGrouping: false }))) === whole
    );
  }
});

test('a number that is called short keeps its digits', () => {
  const texts = fc.stringMatching(/^-?(0|[1-9]\d{0,17})(\.\d{1,17})?([eE][+-]?\d{1,3})?$/);
  fc.assert(
    fc.property(texts, (text) => {
      if (isShortNumber(text, 0, text.length)) assert.ok(keepsDigits(text), text);
    }),
    { numRuns: 2000 },
  );
});
