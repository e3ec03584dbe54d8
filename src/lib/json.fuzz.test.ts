import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anySign } from '../../test/support/any-sign.ts';
import { parseJson } from './json.ts';

const value = fc.jsonValue({ depthSize: 'small' });
const spacing = fc.constantFrom(undefined, 1, 2, '\t');
const source = fc.tuple(value, spacing).map(([sent, space]) => JSON.stringify(sent, null, space));
/** Text near JSON: a piece of it taken out, doubled or replaced. */
const nearJson = fc
  .tuple(
    source,
    fc.nat(),
    fc.nat(20),
    fc.oneof(fc.constant(''), fc.string({ unit: anySign, maxLength: 3 })),
  )
  .map(([text, from, length, put]) => {
    const at = from % (text.length + 1);
    return text.slice(0, at) + put + text.slice(at + length);
  });

function valueIn(parsed: ReturnType<typeof parseJson>): { value: unknown } | undefined {
  return 'value' in parsed ? { value: parsed.value } : undefined;
}

function standard(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

test('what JSON.parse takes is taken with the same value, but for __proto__ and depth', () => {
  fc.assert(
    fc.property(source, (text) => {
      const parsed = parseJson(text);
      if (text.includes('__proto__')) return;
      assert.deepEqual(valueIn(parsed), standard(text));
    }),
    { numRuns: 500 },
  );
});

test('text that is no JSON is refused at a place within it, and never throws', () => {
  const texts = fc.oneof(nearJson, fc.string({ unit: anySign }));
  fc.assert(
    fc.property(texts, (text) => {
      const parsed = parseJson(text);
      const expected = standard(text.startsWith('\ufeff') ? text.slice(1) : text);
      if (!('problem' in parsed)) return assert.deepEqual(valueIn(parsed), expected);
      if (/__proto__|deeper/.test(parsed.problem)) return undefined;
      assert.equal(expected, undefined, `${JSON.stringify(text)}: ${parsed.problem}`);
      const lines = text.split('\n');
      const line = lines[parsed.line - 1];
      assert.ok(line !== undefined && parsed.column >= 1 && parsed.column <= line.length + 1);
      return undefined;
    }),
    { numRuns: 3000 },
  );
});

test('text cut short ends too early, or goes wrong no later than where it was cut', () => {
  fc.assert(
    fc.property(source, fc.nat(), (text, at) => {
      const cut = text.slice(0, at % text.length);
      const parsed = parseJson(cut);
      // A cut number may be a shorter number.
      if (!('problem' in parsed)) return assert.deepEqual(valueIn(parsed), standard(cut));
      const end = cut.split('\n');
      assert.equal(parsed.line <= end.length, true);
      return undefined;
    }),
    { numRuns: 500 },
  );
});

const big = 1_000_000;
const heavy: readonly [string, string][] = [
  ['an unended text', `{"a":"${'x'.repeat(big)}`],
  ['an unended text of escapes', `{"a":"${'\\n'.repeat(big / 2)}`],
  ['an ended text with a fault behind it', `{"a":"${'x'.repeat(big)}"]`],
  ['many keys and no end', `{${'"a":1,'.repeat(big / 6)}`],
  ['many brackets within the depth', `[${'[],'.repeat(big / 3)}`],
  ['brackets far over the depth', '['.repeat(big)],
  ['blanks', ' '.repeat(big)],
  ['lines', `${'\n'.repeat(big)}x`],
  ['digits', `${'1'.repeat(big)}x`],
  ['quotes', '"'.repeat(big)],
  ['backslashes', `"${'\\'.repeat(big + 1)}`],
];

for (const [name, text] of heavy) {
  test(`a megabyte of ${name} is refused in time that grows with its length only`, () => {
    const from = performance.now();
    const parsed = parseJson(text);
    assert.ok(!('value' in parsed));
    assert.ok(performance.now() - from < 1000, `it took ${performance.now() - from} ms`);
  });
}
