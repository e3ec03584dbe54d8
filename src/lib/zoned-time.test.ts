import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseZonedTime, toLocalTime, toZonedTime } from './zoned-time.ts';

test('a time with an offset is kept as sent, one without is of the zone', () => {
  const zone = 'America/New_York';
  for (const [sent, text, at] of [
    ['2021-06-23T03:30:00+05:30', '2021-06-23T03:30:00+05:30', '2021-06-22T22:00:00.000Z'],
    [' 2021-06-23T03:30:00Z ', '2021-06-23T03:30:00Z', '2021-06-23T03:30:00.000Z'],
    ['2021-06-23T03:30:00', '2021-06-23T03:30:00-04:00', '2021-06-23T07:30:00.000Z'],
    ['2021-12-23 03:30', '2021-12-23T03:30:00-05:00', '2021-12-23T08:30:00.000Z'],
    ['2021-12-23', '2021-12-23T00:00:00-05:00', '2021-12-23T05:00:00.000Z'],
  ] as const) {
    assert.deepEqual(parseZonedTime(sent, zone), { at: Date.parse(at), text }, sent);
  }
  for (const sent of ['', 'soon', '2021-02-30T00:00:00', '2021-06-23T25:00:00']) {
    assert.equal(parseZonedTime(sent, zone), undefined, sent);
  }
});

test('a time is shown on the clocks of the zone', () => {
  const at = Date.parse('2021-07-16T15:00:00.250Z');
  assert.equal(toLocalTime(at, 'America/New_York'), '2021-07-16 11:00:00');
  assert.equal(toZonedTime(at, 'Asia/Calcutta'), '2021-07-16T20:30:00+05:30');
});
