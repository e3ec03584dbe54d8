import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anySign } from '../../test/support/any-sign.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

test('a cursor gives back what it was made of, and needs no escaping in an address', () => {
  const data = fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.constant(null)), {
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(data, (sent) => {
      const cursor = encodeCursor(sent);
      assert.equal(encodeURIComponent(cursor), cursor);
      assert.deepEqual(decodeCursor(cursor), sent);
    }),
  );
});

test('a text that is no cursor is undefined or plain data, never an exception', () => {
  const texts = fc.oneof(fc.string({ unit: anySign }), fc.base64String());
  fc.assert(
    fc.property(texts, (text) => {
      const decoded = decodeCursor(text);
      assert.ok(decoded === undefined || JSON.stringify(decoded) !== undefined);
    }),
  );
  assert.equal(decodeCursor(''), undefined);
  assert.equal(decodeCursor('bm90IGpzb24'), undefined);
});
