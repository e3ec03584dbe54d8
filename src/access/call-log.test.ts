import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LoggedCall, createCallLog, mostCallsKept } from './call-log.ts';

const call = (integrationNo: number, at: number): LoggedCall => ({
  integrationNo,
  locationNo: 1,
  at,
  method: 'GET',
  route: '/contacts/{contactId}',
  status: 200,
});

function takeAll(log: ReturnType<typeof createCallLog>): LoggedCall[] {
  const all: LoggedCall[] = [];
  for (let part = log.take(500); part.length > 0; part = log.take(500)) all.push(...part);
  return all;
}

test('calls come out once, in the order of their integration', () => {
  const log = createCallLog();
  for (let at = 0; at < 700; at += 1) log.note(call(at % 2, at));
  assert.equal(log.take(3).length, 3);
  const rest = takeAll(log);
  assert.equal(rest.length, 697);
  const ofOne = rest.filter(({ integrationNo }) => integrationNo === 1).map(({ at }) => at);
  assert.deepEqual(
    ofOne,
    ofOne.toSorted((a, b) => a - b),
  );
  assert.deepEqual(log.take(10), []);
});

test('of one that never stops the newest wait, and of very many not more than the bound', () => {
  const log = createCallLog();
  for (let at = 0; at < 1_000_000; at += 1) log.note(call(1, at));
  const one = takeAll(log);
  assert.ok(one.length >= mostCallsKept && one.length < 2 * mostCallsKept, String(one.length));
  assert.equal(one.at(-1)?.at, 999_999);
  for (let no = 0; no < 100_000; no += 1) log.note(call(no, no));
  assert.equal(takeAll(log).length, 20_000);
  log.note(call(1, 1));
  assert.equal(takeAll(log).length, 1, 'there is room again');
});
