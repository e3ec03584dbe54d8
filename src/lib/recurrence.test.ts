import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { type Recurrence, nextOccurrence } from './recurrence.ts';

type Row = {
  what: string;
  rule: Omit<Recurrence, 'start' | 'end' | 'interval'> & { interval?: number };
  start: string;
  end?: string;
  zone?: string;
  /** Local times with their offset, one after the other; null at the end. */
  times: (string | null)[];
};

const newYork = 'America/New_York';
const table: Row[] = [
  {
    what: 'the 31st is the last day of shorter months',
    rule: { intervalType: 'monthly', dayOfMonth: 31 },
    start: '2026-01-31T09:00-05:00',
    times: [
      '2026-01-31T09:00:00-05:00',
      '2026-02-28T09:00:00-05:00',
      '2026-03-31T09:00:00-04:00',
      '2026-04-30T09:00:00-04:00',
    ],
  },
  {
    what: 'without a day it is that of the start, also after a shorter month',
    rule: { intervalType: 'monthly' },
    start: '2027-12-30T09:00-05:00',
    times: [
      '2027-12-30T09:00:00-05:00',
      '2028-01-30T09:00:00-05:00',
      '2028-02-29T09:00:00-05:00',
      '2028-03-30T09:00:00-04:00',
    ],
  },
  {
    what: 'a day before the start begins in the next month that is due',
    rule: { intervalType: 'monthly', interval: 2, dayOfMonth: 10 },
    start: '2026-11-15T09:00-05:00',
    times: ['2027-01-10T09:00:00-05:00', '2027-03-10T09:00:00-05:00'],
  },
  {
    what: 'a monthly Monday is every Monday of the month',
    rule: { intervalType: 'monthly', interval: 3, dayOfWeek: 'MO' },
    start: '2026-06-20T09:00-04:00',
    times: [
      '2026-06-22T09:00:00-04:00',
      '2026-06-29T09:00:00-04:00',
      '2026-09-07T09:00:00-04:00',
      '2026-09-14T09:00:00-04:00',
    ],
  },
  {
    what: 'a Friday the 13th',
    rule: { intervalType: 'monthly', dayOfMonth: 13, dayOfWeek: 'FR' },
    start: '2026-01-01T09:00-05:00',
    times: ['2026-02-13T09:00:00-05:00', '2026-03-13T09:00:00-04:00', '2026-11-13T09:00:00-05:00'],
  },
  {
    what: '29 February is the 28th in other years',
    rule: { intervalType: 'yearly' },
    start: '2024-02-29T09:00-05:00',
    times: [
      '2024-02-29T09:00:00-05:00',
      '2025-02-28T09:00:00-05:00',
      '2026-02-28T09:00:00-05:00',
      '2027-02-28T09:00:00-05:00',
      '2028-02-29T09:00:00-05:00',
    ],
  },
  {
    what: 'a day of a month, every other year',
    rule: { intervalType: 'yearly', interval: 2, monthOfYear: 7, dayOfMonth: 4 },
    start: '2026-09-01T09:00-04:00',
    times: ['2028-07-04T09:00:00-04:00', '2030-07-04T09:00:00-04:00'],
  },
  {
    what: 'every other week, on another day than the start',
    rule: { intervalType: 'weekly', interval: 2, dayOfWeek: 'TU' },
    start: '2026-11-25T09:00-05:00',
    times: ['2026-12-08T09:00:00-05:00', '2026-12-22T09:00:00-05:00'],
  },
  {
    what: 'weekly without a day is on the day of the start, at its time of day in summer too',
    rule: { intervalType: 'weekly' },
    start: '2026-03-04T09:00-05:00',
    times: ['2026-03-04T09:00:00-05:00', '2026-03-11T09:00:00-04:00', '2026-03-18T09:00:00-04:00'],
  },
  {
    what: 'a time of day that is left out in spring is an hour later on that day',
    rule: { intervalType: 'daily' },
    start: '2026-03-07T02:30-05:00',
    times: ['2026-03-07T02:30:00-05:00', '2026-03-08T03:30:00-04:00', '2026-03-09T02:30:00-04:00'],
  },
  {
    what: 'a time of day that comes twice in autumn is the first',
    rule: { intervalType: 'daily' },
    start: '2026-10-31T01:30-04:00',
    times: ['2026-10-31T01:30:00-04:00', '2026-11-01T01:30:00-04:00', '2026-11-02T01:30:00-05:00'],
  },
  {
    what: 'every third day over the end of a leap February',
    rule: { intervalType: 'daily', interval: 3 },
    start: '2028-02-25T09:00-05:00',
    times: ['2028-02-25T09:00:00-05:00', '2028-02-28T09:00:00-05:00', '2028-03-02T09:00:00-05:00'],
  },
  {
    what: 'daily, on Saturdays in May only',
    rule: { intervalType: 'daily', dayOfWeek: 'SA', monthOfYear: 5 },
    start: '2026-05-20T09:00-04:00',
    times: ['2026-05-23T09:00:00-04:00', '2026-05-30T09:00:00-04:00', '2027-05-01T09:00:00-04:00'],
  },
  {
    what: 'an hour is an hour when the clocks go back',
    rule: { intervalType: 'hourly' },
    start: '2026-11-01T00:15-04:00',
    times: [
      '2026-11-01T00:15:00-04:00',
      '2026-11-01T01:15:00-04:00',
      '2026-11-01T01:15:00-05:00',
      '2026-11-01T02:15:00-05:00',
    ],
  },
  {
    what: 'an hour is an hour when the clocks go forward',
    rule: { intervalType: 'hourly', interval: 2 },
    start: '2026-03-08T00:00-05:00',
    times: ['2026-03-08T00:00:00-05:00', '2026-03-08T03:00:00-04:00', '2026-03-08T05:00:00-04:00'],
  },
  {
    what: 'hourly on the first of the month only',
    rule: { intervalType: 'hourly', interval: 9, dayOfMonth: 1 },
    start: '2026-12-31T20:00-05:00',
    times: [
      '2027-01-01T05:00:00-05:00',
      '2027-01-01T14:00:00-05:00',
      '2027-01-01T23:00:00-05:00',
      '2027-02-01T08:00:00-05:00',
    ],
  },
  {
    what: 'until its end, which counts',
    rule: { intervalType: 'daily' },
    start: '2026-05-01T09:00-04:00',
    end: '2026-05-02T09:00-04:00',
    times: ['2026-05-01T09:00:00-04:00', '2026-05-02T09:00:00-04:00', null],
  },
  {
    what: 'days that never fit end',
    rule: { intervalType: 'daily', interval: 7, dayOfWeek: 'MO' },
    start: '2026-05-01T09:00-04:00',
    times: [null],
  },
  {
    what: 'midnight of a place that is ahead',
    rule: { intervalType: 'monthly', dayOfMonth: 1 },
    start: '2026-01-01T00:00+13:00',
    zone: 'Pacific/Auckland',
    times: [
      '2026-01-01T00:00:00+13:00',
      '2026-02-01T00:00:00+13:00',
      '2026-03-01T00:00:00+13:00',
      '2026-04-01T00:00:00+13:00',
      '2026-05-01T00:00:00+12:00',
    ],
  },
];

const ms = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;

describe('the times of a rule', () => {
  for (const { what, rule, start, end, zone = newYork, times } of table) {
    test(what, () => {
      const whole = { interval: 1, ...rule, start: ms(start), ...(end && { end: ms(end) }) };
      let after = 0;
      const found = times.map(() => {
        const at = nextOccurrence(whole, zone, after);
        if (at === undefined) return null;
        after = at;
        const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
        return local.toString({ timeZoneName: 'never' });
      });
      assert.deepEqual(found, times);
    });
  }
});

test('after any moment comes the same time as by going on from the start', () => {
  for (const { rule, start, zone = newYork } of table) {
    const whole = { interval: 1, ...rule, start: ms(start) };
    const inTurn: number[] = [];
    let at = nextOccurrence(whole, zone, 0);
    while (at !== undefined && inTurn.length < 200) {
      inTurn.push(at);
      at = nextOccurrence(whole, zone, at);
    }
    for (const [each, time] of inTurn.entries()) {
      assert.equal(nextOccurrence(whole, zone, time - 1), time);
      const before = inTurn[each - 1];
      if (before !== undefined) {
        assert.equal(nextOccurrence(whole, zone, Math.floor((before + time) / 2)), time);
      }
    }
  }
});

test('a rule of a quarter of a century is gone on with at once', () => {
  const rule: Recurrence = { intervalType: 'hourly', interval: 7, start: ms('2000-01-01T00:00Z') };
  const at = nextOccurrence(rule, 'UTC', ms('2026-11-25T00:00Z')) ?? 0;
  assert.equal((at - rule.start) % (7 * 3_600_000), 0);
  assert.ok(at > ms('2026-11-25T00:00Z') && at <= ms('2026-11-25T07:00Z'));
});

test('a rule that never has a time is known for it without going through its times', () => {
  const never: Pick<Recurrence, 'intervalType' | 'interval' | 'dayOfWeek' | 'monthOfYear'>[] = [
    { intervalType: 'daily', interval: 7, dayOfWeek: 'MO' },
    { intervalType: 'daily', interval: 994, dayOfWeek: 'SU' },
    { intervalType: 'monthly', interval: 12, monthOfYear: 3 },
    { intervalType: 'hourly', interval: 168, dayOfWeek: 'MO' },
  ];
  const dates = mock.method(Temporal.PlainDate.prototype, 'toZonedDateTime');
  const changes = mock.method(Temporal.ZonedDateTime.prototype, 'getTimeZoneTransition');
  for (const rule of never) {
    // A Friday at noon.
    const whole = { ...rule, start: ms('2026-05-01T12:00-04:00') };
    assert.equal(nextOccurrence(whole, newYork, 0), undefined, JSON.stringify(rule));
  }
  assert.equal(dates.mock.callCount(), 0);
  // Two changes of clocks a year, for four centuries.
  assert.ok(changes.mock.callCount() <= 2 * 400 + 2, String(changes.mock.callCount()));
  mock.restoreAll();
});

test('days of a week, a month and its end are met together years later', () => {
  const rule = { intervalType: 'daily', interval: 1, monthOfYear: 2, dayOfMonth: 31 } as const;
  const start = ms('2080-03-01T09:00Z');
  const at = nextOccurrence({ ...rule, dayOfWeek: 'MO', start }, 'UTC', 0) ?? 0;
  assert.equal(new Date(at).toISOString(), '2089-02-28T09:00:00.000Z');
});
