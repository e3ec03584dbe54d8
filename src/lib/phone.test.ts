import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parsePhone } from './phone.ts';

const national: readonly [string, string, string][] = [
  ['(212) 555-0123', 'US', '+12125550123'],
  ['555 123 4567', 'US', '+15551234567'],
  ['1-888-888-8888', 'US', '+18888888888'],
  ['030 901820', 'DE', '+4930901820'],
  ['020 7946 0958', 'GB', '+442079460958'],
  ['0412 345 678', 'AU', '+61412345678'],
  ['06 6982 1234', 'IT', '+390669821234'],
  ['098765 43210', 'IN', '+919876543210'],
];

for (const [input, country, e164] of national) {
  test(`${input} of ${country} is ${e164}`, () => {
    assert.deepEqual(parsePhone(input, country), { e164 });
  });
}

test('an international number is taken whatever the country', () => {
  for (const country of ['US', 'DE', 'XX', '']) {
    assert.deepEqual(parsePhone('+1 888-888-8888', country), { e164: '+18888888888' });
    assert.deepEqual(parsePhone(' tel:+49-30-901820 ', country), { e164: '+4930901820' });
  }
});

test('a number that no network has is kept when its length is possible', () => {
  assert.deepEqual(parsePhone('+15551234567', 'US'), { e164: '+15551234567' });
  assert.deepEqual(parsePhone('+10000000000', 'US'), { e164: '+10000000000' });
});

test('a length that the country does not have is refused', () => {
  for (const input of ['+1555123456', '+155512345678', '+4412', '123456', '+12125550123456789']) {
    const parsed = parsePhone(input, 'US');
    assert.ok('problem' in parsed, input);
    assert.match(parsed.problem, /length|must be a phone number|possible number of United States/);
  }
});

test('what is no number at all is refused', () => {
  for (const input of ['', '+', 'call me', '12', 'x+15551234567', '+15551234567 or mail']) {
    assert.ok('problem' in parsePhone(input, 'US'), input);
  }
});

test('a national number without a country is refused', () => {
  assert.ok('problem' in parsePhone('030 901820', ''));
});

test('an extension is handed out apart', () => {
  assert.deepEqual(parsePhone('+1 213 373 4253 ext. 22', 'US'), {
    e164: '+12133734253',
    extension: '22',
  });
});

test('what was parsed once stays as it is', () => {
  const digits = fc.stringMatching(/^\+[1-9][0-9]{5,14}$/);
  fc.assert(
    fc.property(digits, fc.constantFrom('US', 'DE', 'GB', 'IN'), (input, country) => {
      const parsed = parsePhone(input, country);
      if ('problem' in parsed) return;
      assert.deepEqual(parsePhone(parsed.e164, country), { e164: parsed.e164 });
    }),
  );
});

test('any text is a number or a problem', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (input) => {
      const parsed = parsePhone(input, 'US');
      if ('e164' in parsed) assert.match(parsed.e164, /^\+[1-9]\d{1,14}$/);
      else assert.notEqual(parsed.problem, '');
    }),
  );
});
