import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson, parseJsonBytes } from './json.ts';
import { maxJsonKeys, maxJsonValues, mostInexactNumbers } from './json-scan.ts';

const kept = (text: string): unknown => {
  const parsed = parseJson(text);
  assert.ok('value' in parsed, text.slice(0, 100));
  return parsed.value;
};
const inexactIn = (text: string): string[] => {
  const parsed = parseJson(text);
  assert.ok('value' in parsed, text.slice(0, 100));
  return parsed.inexact.map((path) => path.join('.'));
};

test('a value is parsed, a byte order mark is passed over', () => {
  assert.deepEqual(kept('\ufeff{"a":[1,"b",null,true]}'), { a: [1, 'b', null, true] });
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
  assert.deepEqual(kept('{"a":"__proto__"}'), { a: '__proto__' });
});

test('numbers that lose no digit are kept and not pointed at', () => {
  const numbers =
    '[0,-0,1.50,1e308,-1.7e+308,0.1,5e-324,9007199254740992,100000000000000000000,1E5]';
  assert.deepEqual(kept(numbers), JSON.parse(numbers));
  assert.deepEqual(inexactIn(numbers), []);
  assert.deepEqual(inexactIn('["12345678901234567890","1e999",0.30000000000000004]'), []);
});

test('a number that would lose digits is pointed at, wherever it stands', () => {
  for (const number of [
    '9007199254740993',
    '-12345678901234567890',
    '0.1234567890123456789',
    '1e400',
    '-1e400',
    '1e-400',
    `1${'0'.repeat(260)}e60`,
    '9'.repeat(310),
    `0.${'0'.repeat(400)}1`,
  ]) {
    assert.deepEqual(
      inexactIn(`{"a":[{}, {"b":1,"c"d":[[2],${number}]}],"e":${number}}`.replace('c"d', 'c\\"d')),
      ['a.1.c"d.1', 'e'],
    );
  }
});

test('a text with very many numbers that would lose digits is not parsed at all', () => {
  const parsed = parseJson(
    `{"a":[${Array(mostInexactNumbers + 1)
      .fill('1e400')
      .join()}`,
  );
  assert.ok('inexact' in parsed && !('value' in parsed));
  assert.deepEqual(parsed.inexact[1], ['a', '1']);
});

test('more values than a body may have are refused, with the property that has them', () => {
  const most = Array(maxJsonValues - 2)
    .fill('{}')
    .join();
  assert.ok('value' in parseJson(`{"a":[${most}]}`));
  assert.deepEqual(parseJson(`{"a":[${most},0]}`), { tooManyIn: 'a' });
  assert.deepEqual(parseJson(`[${most},0,0,0]`), { tooManyIn: '' });
});

test('an object with more keys than it may have is refused, with the property that it is', () => {
  const object = (keys: number): string =>
    `{${Array.from({ length: keys }, (_, at) => `"k${at}":[0,0]`).join()}}`;
  assert.ok('value' in parseJson(`[${object(maxJsonKeys)},${object(maxJsonKeys)}]`));
  assert.deepEqual(parseJson(object(maxJsonKeys + 1)), { tooManyIn: '' });
  assert.deepEqual(parseJson(`{"a":{"b":${object(maxJsonKeys + 1)}}}`), { tooManyIn: 'a' });
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
  const parsed = parseJsonBytes(Buffer.from('"é🜁\ufffd"'));
  assert.ok('value' in parsed);
  assert.equal(parsed.value, 'é🜁\ufffd');
});
