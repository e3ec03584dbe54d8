import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPrivateIntegrationToken, hashToken, isPrivateIntegrationToken } from './token.ts';

test('a token is pit- and a UUID v4, never the same twice', () => {
  const tokens = Array.from({ length: 100 }, createPrivateIntegrationToken);
  for (const token of tokens) {
    assert.match(
      token,
      /^pit-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    assert.ok(isPrivateIntegrationToken(token));
  }
  assert.equal(new Set(tokens).size, tokens.length);
});

test('only the very form is looked up at all', () => {
  const token = createPrivateIntegrationToken();
  for (const text of ['', 'pit-', token.slice(4), token.toUpperCase(), `${token}0`, ` ${token}`]) {
    assert.ok(!isPrivateIntegrationToken(text), text);
  }
});

test('the hash is 32 bytes that differ with any character', () => {
  const token = 'pit-00000000-0000-4000-8000-000000000000';
  assert.equal(hashToken(token).length, 32);
  assert.notDeepEqual(hashToken(token), hashToken(token.replace('8', '9')));
});
