import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDateOfBirth } from './date-of-birth.ts';

const published = [
  'YYYY/MM/DD',
  'MM/DD/YYYY',
  'YYYY-MM-DD',
  'MM-DD-YYYY',
  'YYYY.MM.DD',
  'MM.DD.YYYY',
  'YYYY_MM_DD',
  'MM_DD_YYYY',
];

test('the eight published formats give one date, of any day', () => {
  const days = fc.date({
    min: new Date('1800-01-01T00:00:00Z'),
    max: new Date('2200-12-31T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(days, fc.constantFrom(...published), (day, format) => {
      const date = day.toISOString().slice(0, 10);
      const [year = '', month = '', dayOfMonth = ''] = date.split('-');
      const text = format.replace('YYYY', year).replace('MM', month).replace('DD', dayOfMonth);
      assert.deepEqual(parseDateOfBirth(text), { date });
      assert.deepEqual(parseDateOfBirth(` ${text} `), { date });
    }),
  );
});

test('a timestamp and milliseconds are taken as days in UTC', () => {
  assert.deepEqual(parseDateOfBirth('1990-09-25T00:00:00.000Z'), { date: '1990-09-25' });
  assert.deepEqual(parseDateOfBirth(Date.parse('1990-09-25T23:59:59Z')), { date: '1990-09-25' });
  assert.deepEqual(parseDateOfBirth('2000-02-29'), { date: '2000-02-29' });
});

test('what is no day is refused', () => {
  for (const input of [
    '1990-13-01',
    '1990-02-30',
    '1900-02-29',
    '25/09/1990',
    '90-09-25',
    '1990-09/25',
    '09/25-1990',
    'yesterday',
    '',
    '1790-01-01',
    '2201-01-01',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    8.64e15 + 1,
  ]) {
    const parsed = parseDateOfBirth(input);
    assert.ok('problem' in parsed, String(input));
    assert.match(parsed.problem, /must be a date such as 1990-09-25/);
  }
});
