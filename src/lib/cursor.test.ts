import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor.ts';

test('what goes in comes out, in characters that an address may hold', () => {
  const data = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(fc.nat(), fc.string()), {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(data, (sent) => {
      const cursor = encodeCursor(sent);
      assert.match(cursor, /^[\w-]*$/);
      assert.deepEqual(decodeCursor(cursor), JSON.parse(JSON.stringify(sent)));
    }),
  );
});

test('any other text is undefined or plain data, never a throw', () => {
  fc.assert(fc.property(fc.string(), (text) => void decodeCursor(text)));
  assert.equal(decodeCursor('not a cursor'), undefined);
});
