import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { joinName, splitName } from './names.ts';

test('the first word is the first name, the rest the last name', () => {
  assert.deepEqual(splitName('Jane'), { firstName: 'Jane', lastName: '' });
  assert.deepEqual(splitName(' Jane  van\tSmith '), { firstName: 'Jane', lastName: 'van Smith' });
  assert.deepEqual(splitName('  '), { firstName: '', lastName: '' });
});

test('a part that is known is taken out of the name', () => {
  const parts = { firstName: 'Mary Ann', lastName: 'Smith' };
  assert.deepEqual(splitName('Mary Ann Smith', { first: 'Mary Ann' }), parts);
  assert.deepEqual(splitName('Mary Ann Smith', { last: 'Smith' }), parts);
  assert.deepEqual(splitName('Mary Ann Smith', { first: 'Mary Ann', last: 'Smith' }), parts);
  assert.deepEqual(splitName('Cher', { first: 'Cher' }), { firstName: 'Cher', lastName: '' });
});

test('a name that does not agree with what is known is none', () => {
  assert.equal(splitName('Jane Smith', { first: 'Janet' }), undefined);
  assert.equal(splitName('Janet', { first: 'Jan' }), undefined);
  assert.equal(splitName('Jane Smith', { last: 'Miller' }), undefined);
  assert.equal(splitName('Jane Smith', { first: 'Jane', last: 'Miller' }), undefined);
  assert.equal(splitName('Jane Smith', { first: null }), undefined);
});

test('joining what was split gives the name with single spaces', () => {
  const words = fc.array(fc.stringMatching(/^[^\s]+$/u), { maxLength: 5 });
  fc.assert(
    fc.property(words, fc.constantFrom(' ', '  ', '\t'), (parts, space) => {
      const { firstName, lastName } = splitName(parts.join(space)) ?? { firstName: '?' };
      assert.equal(joinName(firstName, lastName), parts.join(' '));
    }),
  );
});

test('a name of one part or none is joined without a space', () => {
  assert.equal(joinName('Jane', undefined), 'Jane');
  assert.equal(joinName('', 'Smith'), 'Smith');
  assert.equal(joinName(undefined, undefined), '');
});
