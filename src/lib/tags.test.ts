import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normalizeTags, tagKey } from './tags.ts';

test('tags are trimmed, empty ones dropped, and the first spelling of each is kept', () => {
  const tags = [' VIP ', 'vip', '', '  ', 'New lead', 'NEW LEAD', 'é', 'e\u0301'];
  assert.deepEqual(normalizeTags(tags, { lowerCase: false }), ['VIP', 'New lead', 'é']);
  assert.deepEqual(normalizeTags(tags, { lowerCase: true }), ['vip', 'new lead', 'é']);
});

test('no two tags that are left share a key, and nothing that was sent is missing', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(texts, fc.boolean(), (sent, lowerCase) => {
      const keys = normalizeTags(sent, { lowerCase }).map(tagKey);
      assert.equal(new Set(keys).size, keys.length);
      const wanted = sent.map((tag) => tag.trim()).filter((tag) => tag !== '');
      assert.deepEqual(new Set(keys), new Set(wanted.map(tagKey)));
    }),
  );
});
