import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayIn, parseRelativeTime } from './relative-time.ts';

/** A Monday, an hour after midnight in Berlin, where it is still Sunday in New York. */
const now = Date.parse('2026-11-30T00:00:00Z');
const read = (text: string, timeZone = 'Europe/Berlin'): string[] | undefined => {
  const time = parseRelativeTime(text, { now, timeZone });
  return time && [time.from, time.to].map((each) => new Date(each).toISOString());
};

const cases: readonly [string, string, string][] = [
  ['now', '2026-11-30T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
  ['now-12h', '2026-11-29T12:00:00.000Z', '2026-11-29T12:00:00.000Z'],
  ['now-7d', '2026-11-23T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
  ['now+2w', '2026-12-14T00:00:00.000Z', '2026-12-14T00:00:00.000Z'],
  ['now-1M', '2026-10-30T00:00:00.000Z', '2026-10-30T00:00:00.000Z'],
  ['now-1y', '2025-11-30T00:00:00.000Z', '2025-11-30T00:00:00.000Z'],
  ['today', '2026-11-29T23:00:00.000Z', '2026-11-30T23:00:00.000Z'],
  ['yesterday', '2026-11-28T23:00:00.000Z', '2026-11-29T23:00:00.000Z'],
  ['this_week', '2026-11-29T23:00:00.000Z', '2026-12-06T23:00:00.000Z'],
  ['this_month', '2026-10-31T23:00:00.000Z', '2026-11-30T23:00:00.000Z'],
  // Summer time ended within it.
  ['last_month', '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
  ['next_year', '2026-12-31T23:00:00.000Z', '2027-12-31T23:00:00.000Z'],
];
for (const [text, from, to] of cases) {
  test(`${text} in Berlin is from ${from} to ${to}`, () =>
    assert.deepEqual(read(text), [from, to]));
}

test('the same time is another day elsewhere', () => {
  assert.deepEqual(read('today', 'America/New_York'), [
    '2026-11-29T05:00:00.000Z',
    '2026-11-30T05:00:00.000Z',
  ]);
  assert.equal(dayIn(now, 'America/New_York'), '2026-11-29');
  assert.equal(dayIn(now, 'Europe/Berlin'), '2026-11-30');
});

for (const text of [
  '',
  'now-',
  'now-7',
  'now-7D',
  'now-99999d',
  'this_day',
  'some_month',
  'toString',
  'Today',
]) {
  test(`${JSON.stringify(text)} is no relative time`, () => assert.equal(read(text), undefined));
}
