import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseIsoTime, toIsoTime } from './iso-time.ts';

test('dates and times of ISO 8601 are read, in UTC without an offset', () => {
  const times = {
    '2020-10-25T11:00:00Z': '2020-10-25T11:00:00.000Z',
    '2021-07-08T02:30:00.000Z': '2021-07-08T02:30:00.000Z',
    '2020-10-25T11:00:00.5+02:00': '2020-10-25T09:00:00.500Z',
    '2020-10-25T11:00-0330': '2020-10-25T14:30:00.000Z',
    '2020-10-25 11:00:00': '2020-10-25T11:00:00.000Z',
    ' 2024-02-29 ': '2024-02-29T00:00:00.000Z',
  };
  for (const [text, time] of Object.entries(times)) {
    assert.equal(toIsoTime(parseIsoTime(text) ?? 0), time, text);
  }
});

test('what is no date is refused', () => {
  const wrong = ['', 'tomorrow', '2021-02-30', '2023-02-29T00:00:00Z', '2021-13-01', '05.10.2020'];
  const more = ['2021-01-01T25:00Z', '2021-01-01T00:60Z', '2021-01-01T', '+2021-01-01'];
  for (const text of [...wrong, ...more]) assert.equal(parseIsoTime(text), undefined, text);
});
