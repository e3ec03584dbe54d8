import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson, parseJsonBytes } from './json.ts';

test('a value is parsed, a byte order mark is passed over', () => {
  assert.deepEqual(parseJson('\ufeff{"a":[1,"b",null,true]}'), {
    value: { a: [1, 'b', null, true] },
  });
});

const faults: readonly [string, number, number, RegExp][] = [
  ['', 1, 1, /ends too early/],
  ['{"a":\n}', 2, 1, /unexpected "}"/],
  ['{"a" 1}', 1, 6, /unexpected "1"/],
  ['{"a":1,}', 1, 8, /unexpected "}"/],
  ['[1,\n 2,\n x]', 3, 2, /unexpected "x"/],
  ['{"a":"b"', 1, 9, /ends too early/],
  ['{} {}', 1, 4, /unexpected "{"/],
  ['{"a":01}', 1, 6, /unexpected "0"/],
  ["{'a':1}", 1, 2, /unexpected "'"/],
  ['{"a":"x\ny"}', 1, 6, /unexpected/],
  ['{"__proto__":{}}', 1, 3, /__proto__/],
  ['{"\\u005f_proto__":1}', 1, 1, /__proto__/],
  ['['.repeat(65), 1, 65, /deeper than 64/],
  ['{"a":1e400}', 1, 6, /too large/],
  [`[1e10,\n1${'0'.repeat(260)}e60]`, 2, 1, /too large/],
  [`[1,\n-${'9'.repeat(310)}]`, 2, 1, /too large/],
];

for (const [text, line, column, problem] of faults) {
  test(`${JSON.stringify(text.slice(0, 20))} is refused with its position`, () => {
    const result = parseJson(text);
    assert.ok('problem' in result);
    assert.match(result.problem, problem);
    assert.deepEqual([result.line, result.column], [line, column]);
  });
}

test('a text that merely mentions __proto__ is kept', () => {
  assert.deepEqual(parseJson('{"a":"__proto__"}'), { value: { a: '__proto__' } });
});

test('numbers within range and texts that look like larger ones are kept', () => {
  assert.deepEqual(parseJson('[1e308,-1.7e+308,1e-400,"1e999"]'), {
    value: [1e308, -1.7e308, 0, '1e999'],
  });
});

test('bytes that are no UTF-8 are refused where they begin, and never replaced', () => {
  for (const [bytes, line, column] of [
    [[0xff], 1, 1],
    [[0x7b, 0x0a, 0x22, 0xc3, 0x28, 0x22], 2, 2],
    // Half of a pair, as UTF-16 encodes it; an overlong slash.
    [[0x22, 0xed, 0xa0, 0x80, 0x22], 1, 2],
    [[0x22, 0xc0, 0xaf, 0x22], 1, 2],
    [[0x22, 0x41, 0xe2, 0x82], 1, 3],
  ] as const) {
    const expected = { problem: 'it is not UTF-8', line, column };
    assert.deepEqual(parseJsonBytes(Buffer.from(bytes)), expected, bytes.join());
  }
  assert.deepEqual(parseJsonBytes(Buffer.from('"é🜁\ufffd"')), { value: 'é🜁\ufffd' });
});
