import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNumber } from './written-number.ts';

const numbers: readonly [string, number][] = [
  ['1500', 1500],
  ['1e3', 1000],
  ['$1,500', 1500],
  ['1,500.00', 1500],
  ['$ 1,500.50', 1500.5],
  ['-$1,500', -1500],
  ['$-1,500', -1500],
  ['($1,500.00)', -1500],
  ['1.500,00 €', 1500],
  ['€1.500.000', 1_500_000],
  ['1 500,5', 1500.5],
  ['1\u00a0500', 1500],
  ["CHF 1'500.20", 1500.2],
  ['1,50,000', 150_000],
  ['US$1,500', 1500],
  ['1,500 USD', 1500],
  ['1,5', 1.5],
  ['0,500', 0.5],
  ['0.500', 0.5],
  ['1234.500', 1234.5],
  ['−7', -7],
];

for (const [text, value] of numbers) {
  test(`${text} is ${value}`, () => assert.deepEqual(readNumber(text), { value }));
}

test('one dot before three digits can be either, and the problem says so', () => {
  for (const text of ['1.500', '$1.500', '12.000']) {
    const read = readNumber(text);
    assert.match('problem' in read ? read.problem : '', /^may be 1.*must be sent as a number$/);
  }
});

test('what is no number is a problem, at once however long it is', () => {
  for (const sent of [
    '',
    'ten',
    '50%',
    '1,500,00',
    '1,2,3',
    '$1 €',
    'XYZ 5',
    '--5',
    '(-5)',
    '12:30',
    '9007199254740993',
    '9,007,199,254,740,993',
    '1e400',
    `${'1,'.repeat(1e5)}x`,
    '1 '.repeat(1e5),
    true,
    null,
    [],
    Number.NaN,
  ]) {
    assert.ok('problem' in readNumber(sent), String(sent).slice(0, 40));
  }
});
