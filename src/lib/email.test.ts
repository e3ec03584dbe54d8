import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { emailKey, looksLikeEmail, parseEmail } from './email.ts';

test('an address is trimmed and keeps its case; its key does not', () => {
  assert.deepEqual(parseEmail(' Jane.Smith@Example.COM\n'), {
    email: 'Jane.Smith@Example.COM',
    key: 'jane.smith@example.com',
  });
});

test('addresses of every usual form are taken', () => {
  for (const address of [
    'a@b.co',
    'jane+tag@example.com',
    "o'brien@example.com",
    'jane_smith-1@sub.example.co.uk',
    'jörg@müller.de',
    '用户@例子.广告',
    `${'a'.repeat(64)}@example.com`,
  ]) {
    assert.ok('email' in parseEmail(address), address);
  }
});

test('what is no address is refused', () => {
  for (const text of [
    '',
    'jane',
    'jane@',
    '@example.com',
    'jane@example',
    'jane@@example.com',
    'jane smith@example.com',
    'jane@exam ple.com',
    '.jane@example.com',
    'jane.@example.com',
    'ja..ne@example.com',
    'jane@.example.com',
    'jane@example.com.',
    'jane@-example.com',
    'jane@example.com, joe@example.com',
    'Jane <jane@example.com>',
  ]) {
    assert.deepEqual(parseEmail(text), { problem: 'must be an email' }, text);
  }
});

test('an address over 254 characters is refused with its limit', () => {
  const address = `${'a'.repeat(243)}@example.com`;
  assert.deepEqual(parseEmail(address), { problem: 'must have at most 254 characters' });
});

test('two ways to write one letter share a key', () => {
  assert.equal(emailKey('JO\u0308RG@example.com'), emailKey('j\u00f6rg@example.com '));
});

test('a key is its own key, and any text has one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(emailKey(emailKey(text)), emailKey(text));
      assert.equal(typeof looksLikeEmail(text), 'boolean');
    }),
  );
});

test('every generated address is taken', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      const parsed = parseEmail(address);
      if (address.length <= 254) assert.ok('email' in parsed, address);
    }),
  );
});
