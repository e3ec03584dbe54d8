import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civilDay, dayNumber, daysInMonth, weekdayOf } from './civil-days.ts';

test('days are numbered as Temporal counts them, over eight thousand years', () => {
  const epoch = Temporal.PlainDate.from('1970-01-01');
  for (let number = -700_000; number < 2_900_000; number += 997) {
    const date = epoch.add({ days: number });
    const { year, month, day } = date;
    assert.deepEqual(civilDay(number), { year, month, day });
    assert.equal(dayNumber(year, month, day), number);
    assert.equal(weekdayOf(number), date.dayOfWeek);
    assert.equal(daysInMonth(year, month), date.daysInMonth);
  }
});
