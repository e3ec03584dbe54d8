import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { digitsOf, foldText, isWellFormedText, lowerCase, searchText } from './text.ts';

test('case, accents and white space do not matter', () => {
  assert.equal(foldText('Jane'), 'jane');
  assert.equal(foldText('  JOSÉ\t Nuñez '), 'jose nunez');
  assert.equal(foldText('Ｊａｎｅ'), 'jane');
  assert.equal(foldText('ﬁ'), 'fi');
  assert.equal(foldText(''), '');
});

test('a folded text is its own fold, however it was composed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const folded = foldText(text);
      assert.equal(foldText(folded), folded);
      assert.equal(foldText(text.normalize('NFD')), foldText(text.normalize('NFC')));
    }),
  );
});

test('parts stand on lines of their own, so that nothing matches across two', () => {
  const text = searchText(['Jane Smith', 'jane@example.com', '15551234567']);
  assert.equal(text, 'jane smith\njane@example.com\n15551234567');
  assert.ok(!foldText('smith jane').includes('\n'));
});

test('shadows are lower-case and nothing else', () => {
  assert.equal(lowerCase('José McKay'), 'josé mckay');
});

test('NUL and half a pair cannot be stored', () => {
  assert.ok(isWellFormedText('naïve 👩‍🚀'));
  assert.ok(!isWellFormedText('a\u0000b'));
  assert.ok(!isWellFormedText('\ud83d'));
});

test('the digits of a text, also of other scripts of width', () => {
  assert.equal(digitsOf('+1 (212) 555-0123'), '12125550123');
  assert.equal(digitsOf('２１２'), '212');
  assert.equal(digitsOf('none'), '');
});
