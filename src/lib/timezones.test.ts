import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTimeZone } from './timezones.ts';

test('every zone of this runtime and older links are time zones', () => {
  for (const name of Intl.supportedValuesOf('timeZone')) assert.ok(isTimeZone(name), name);
  for (const name of ['UTC', 'US/Central', 'Asia/Calcutta', 'America/Chihuahua', 'Etc/GMT+5']) {
    assert.ok(isTimeZone(name), name);
  }
});

test('anything else is none, also when asked twice', () => {
  for (const name of ['', 'Mars/Olympus', '+05:30', '-08', 'America', 'a b', '../etc', 'UTC\n']) {
    assert.equal(isTimeZone(name), false, name);
    assert.equal(isTimeZone(name), false, name);
  }
});
