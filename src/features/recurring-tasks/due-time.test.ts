import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dueTime,
  firstTime,
  mostIntervals,
  mostMadeUpTasks,
  mostTextBytes,
  sizeOfTime,
  timeAfter,
} from './due-time.ts';
import type { Rule } from './recurring-task.ts';

const hour = 3_600_000;
const start = Date.parse('2026-01-01T00:00:00Z');
/** The hour of the rule that is so many hours after its start. */
const at = (hours: number): number => start + hours * hour;

const hourly: Rule = {
  intervalType: 'hourly',
  interval: 1,
  startDate: new Date(start).toISOString(),
  createTaskIfOverDue: false,
  dueAfterSeconds: 0,
};

function due(rule: Partial<Rule>, nextAt: number, now: number, more = {}): number | undefined {
  const task = { title: '', description: '', contactIds: ['c'], owners: [], ...more };
  return dueTime({ ...task, rule: { ...hourly, ...rule } }, 'UTC', nextAt, now);
}

type Case = [what: string, rule: Partial<Rule>, now: number, expected: number | undefined];

const minute = 1 / 60;
const fromTheThird: readonly Case[] = [
  ['a time that has just come is made', {}, at(3), at(3)],
  ['one that came within the hour is made', {}, at(3 + 59 * minute), at(3)],
  ['of several only the last', {}, at(5 + minute), at(5)],
  ['with createTaskIfOverDue the oldest', { createTaskIfOverDue: true }, at(5 + minute), at(3)],
  ['later than an hour none, and the next is said', { interval: 3 }, at(5), at(6)],
  ['later than an hour, and not due yet', { interval: 3, dueAfterSeconds: 7200 }, at(5), at(3)],
  [
    'none that the rule does not have',
    { endDate: new Date(at(3)).toISOString() },
    at(6),
    undefined,
  ],
];

for (const [what, rule, now, expected] of fromTheThird) {
  test(what, () => assert.equal(due(rule, at(3), now), expected));
}

test('so many times are made up for, and the one before them is not', () => {
  const all = { createTaskIfOverDue: true };
  assert.equal(due(all, at(0), at(mostIntervals)), at(0));
  assert.equal(due(all, at(0), at(mostIntervals + 1)), at(1));
});

test('many contacts, owners or long texts make fewer times up', () => {
  const all = { createTaskIfOverDue: true };
  const now = at(500);
  const contactIds = Array.from({ length: 50 }, (_, each) => `c${each}`);
  const fitting = mostMadeUpTasks / 50;
  assert.equal(due(all, at(0), now, { contactIds }), at(500 - fitting + 1));
  const owners = ['a', 'b'];
  assert.equal(due(all, at(0), now, { contactIds, owners }), at(500 - fitting / 2 + 1));
  const description = 'x'.repeat(mostTextBytes / 4);
  assert.equal(due(all, at(0), now, { description }), at(497));
  const tooLong = 'x'.repeat(mostTextBytes + 1);
  assert.equal(due(all, at(0), now, { description: tooLong }), at(500), 'the last one always');
});

test('a time makes a task for each contact and owner, one where there is no owner', () => {
  const texts = { title: 'é', description: 'x' };
  const contactIds = ['a', 'b'];
  assert.deepEqual(sizeOfTime({ ...texts, contactIds, owners: [] }), { tasks: 2, bytes: 6 });
  const owners = ['u', 'v', 'w'];
  assert.deepEqual(sizeOfTime({ ...texts, contactIds, owners }), { tasks: 6, bytes: 18 });
});

test('after as many times as the rule counts there is none', () => {
  assert.equal(timeAfter({ ...hourly, count: 2 }, 'UTC', at(0), 1), at(1));
  assert.equal(timeAfter({ ...hourly, count: 2 }, 'UTC', at(1), 2), null);
  assert.equal(timeAfter({ ...hourly, endDate: hourly.startDate }, 'UTC', at(0), 1), null);
});

test('the first time is the start, or the first after a moment', () => {
  assert.equal(firstTime(hourly, 'UTC'), at(0));
  assert.equal(firstTime(hourly, 'UTC', at(0)), at(1));
  assert.equal(firstTime(hourly, 'UTC', at(-5)), at(0));
  assert.equal(firstTime({ ...hourly, count: 0 }, 'UTC'), null);
});
