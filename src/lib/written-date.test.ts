import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseIsoTime } from './iso-time.ts';
import { readDay } from './written-date.ts';

const day = (sent: string | number, timeZone = 'UTC') =>
  readDay(sent, { timeZone, order: 'unknown' });

test('a date with one meaning is read however it is written', () => {
  for (const text of [
    '2026-01-02',
    '2026/1/2',
    '20260102',
    '2026-01-02 10:00:00',
    '2026-01-02T23:30:00-05:00',
    '2026-01-02T23:30:00.123456Z',
    '2026-01-02 10:00 PM',
    '2026-01-02 10:00:00 +0000',
    'Jan 2, 2026',
    'January 2nd, 2026 at 3:04pm',
    '2 January 2026',
    '02-Jan-2026',
    'Fri, 02 Jan 2026 10:00:00 GMT',
    'Fri Jan 02 2026 10:00:00 GMT+0100 (CET)',
    '2nd of January 2026',
  ]) {
    assert.deepEqual(day(text), { date: '2026-01-02' }, text);
  }
  assert.deepEqual(day('13/02/2026'), { date: '2026-02-13' });
  assert.deepEqual(day('02/13/2026 10:00'), { date: '2026-02-13' });
  assert.deepEqual(day('02.02.2026'), { date: '2026-02-02' });
});

test('milliseconds are a day of the zone, a written time keeps its day', () => {
  const at = Date.parse('2026-01-02T03:00:00Z');
  assert.deepEqual(day(at), { date: '2026-01-02' });
  assert.deepEqual(day(at, 'America/New_York'), { date: '2026-01-01' });
  assert.deepEqual(day(String(at), 'America/New_York'), { date: '2026-01-01' });
  assert.deepEqual(day('2026-01-02T03:00:00Z', 'America/New_York'), { date: '2026-01-02' });
});

test('a date with two meanings names them', () => {
  for (const text of ['01/02/2026', '1.2.2026', '01-02-2026 10:00']) {
    const read = day(text);
    assert.match('problem' in read ? read.problem : '', /2026-01-02 or 2026-02-01/, text);
  }
});

test('what is no date is a problem, at once however long it is', () => {
  for (const text of [
    '',
    'tomorrow',
    '02/30/2026',
    '2026-02-30',
    '1/2/26',
    '2026-01-02 25:00',
    '2026-01-02 13:00 PM',
    '2026-01-02Tgarbage',
    'Foo 2, 2026',
    '01022026',
    '1767348000',
    `2026-01-02${' '.repeat(40)}${'1'.repeat(1e5)}`,
    'a '.repeat(1e5),
    Number.NaN,
    Number.POSITIVE_INFINITY,
    9e15,
  ]) {
    assert.ok('problem' in day(text), String(text).slice(0, 40));
  }
});

test('times are read alike, and are of UTC where they name no offset', () => {
  const at = Date.parse('2026-01-02T10:00:00Z');
  for (const text of [
    '2026-01-02T10:00:00Z',
    '2026-01-02 10:00',
    'Jan 2, 2026 10:00 AM',
    'Fri, 02 Jan 2026 10:00:00 GMT',
    'Fri Jan 02 2026 11:00:00 GMT+0100 (Central European Standard Time)',
    String(at),
  ]) {
    assert.equal(parseIsoTime(text), at, text);
  }
  for (const text of ['01/02/2026', 'soon', '2026-01-02 25:00']) {
    assert.equal(parseIsoTime(text), undefined, text);
  }
});
