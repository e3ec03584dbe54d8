import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { clockAt } from '../support/clock.ts';
import { contactOf } from '../support/answers.ts';
import { type Answer, type TestServer, type Wire, startServer } from '../support/server.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const clock = clockAt(Date.parse('2026-03-06T12:00:00Z'));
let server: TestServer;
before(async () => {
  // The server's own housekeeping runs when a test says so.
  mock.timers.enable({ apis: ['setInterval'] });
  server = await startServer({ clock });
});
after(async () => {
  await server.close();
  mock.timers.reset();
});

type WireTask = Record<string, unknown> & { id: string };
type Where = { locationId: string; token: string };
const inTime = (ms: number): string => new Date(ms).toISOString();

async function aLocation(timezone = 'UTC'): Promise<Where> {
  const where = await server.tenant();
  const path = `/locations/${where.locationId}`;
  const body = { timezone };
  assert.equal(
    (await server.call('PUT', path, { token: server.managementToken, body })).status,
    200,
  );
  return where;
}
async function aContact({ locationId, token }: Where): Promise<string> {
  const made = await server.call('POST', '/contacts/', { token, body: { locationId } });
  return contactOf(made, 201).id;
}
const post = ({ locationId, token }: Where, body: object): Promise<Answer> =>
  server.call('POST', `/locations/${locationId}/recurring-tasks`, { token, body });
async function recur(where: Where, contactIds: string[], rule: object, more: object = {}) {
  const rruleOptions = { intervalType: 'daily', interval: 1, dueAfterSeconds: 3600, ...rule };
  const made = await post(where, { title: 'Look', contactIds, rruleOptions, ...more });
  assert.equal(made.status, 201, made.text);
  const { id } = made.body['recurringTask'] as { id: string };
  return { id, path: `/locations/${where.locationId}/recurring-tasks/${id}` };
}
async function tasksOf({ token }: Where, contactId: string): Promise<WireTask[]> {
  const list = await server.call('GET', `/contacts/${contactId}/tasks`, { token });
  return list.body['tasks'] as WireTask[];
}
const duesOf = async (where: Where, contactId: string): Promise<unknown[]> =>
  (await tasksOf(where, contactId)).map((task) => task['dueDate']);
const totalOf = async ({ token }: Where, path: string): Promise<unknown> => {
  const { body } = await server.call('GET', path, { token });
  return (body['recurringTask'] as Wire)['totalOccurrence'];
};
/** Time goes on, and the server looks after its house as it does every few seconds. */
async function pass(ms: number): Promise<void> {
  clock.advance(ms);
  await server.inside.keepHouse();
}

test('each time makes one task, at the time of day of the location, over a change of clocks', async () => {
  const where = await aLocation('America/New_York');
  const contactId = await aContact(where);
  // Nine in the morning there; the clocks go forward on 8 March.
  const { path } = await recur(where, [contactId], { startDate: '2026-03-06T14:00:00Z' });
  for (let each = 0; each < 4 * 24 * 2; each += 1) await pass(hour / 2);
  assert.deepEqual(await duesOf(where, contactId), [
    '2026-03-06T15:00:00.000Z',
    '2026-03-07T15:00:00.000Z',
    '2026-03-08T14:00:00.000Z',
    '2026-03-09T14:00:00.000Z',
  ]);
  assert.equal(await totalOf(where, path), 4);
  await server.inside.keepHouse();
  assert.equal((await tasksOf(where, contactId)).length, 4);
});

test('the tasks are the work of the server, each with its event on the contact', async () => {
  const where = await aLocation();
  const contactId = await aContact(where);
  const start = clock.now() + hour;
  const { id } = await recur(where, [contactId], { startDate: inTime(start) }, { owners: ['o'] });
  await pass(hour + 1);
  const [task] = await tasksOf(where, contactId);
  assert.ok(task);
  const { token } = where;
  const history = await server.call('GET', `/api/contacts/${contactId}/events`, { token });
  const [, event] = history.body.events ?? [];
  assert.partialDeepStrictEqual(event, {
    type: 'task.created',
    recordId: task.id,
    at: inTime(start + 1),
    actor: { kind: 'server', id: 'server' },
    after: { ...task, recurringTaskId: id, occursAt: inTime(start), assignedTo: 'o' },
  });
});

test('changes of the rule leave their events, and a change of nothing none', async () => {
  const where = await aLocation();
  const { token } = where;
  const { id, path } = await recur(where, [], { startDate: '2100-01-01' });
  await server.call('PUT', path, { token, body: { title: 'Look again' } });
  await server.call('PUT', path, { token, body: { title: 'Look again', owners: [] } });
  await server.call('DELETE', path, { token });
  const feed = await server.call('GET', '/api/events', { token });
  const told = (feed.body.events ?? []).filter(({ recordId }) => recordId === id);
  assert.deepEqual(
    told.map(({ type, before, after }) => [
      type,
      (before as Wire)?.['title'],
      (after as Wire)?.['title'],
    ]),
    [
      ['recurringTask.created', undefined, 'Look'],
      ['recurringTask.updated', 'Look', 'Look again'],
      ['recurringTask.deleted', 'Look again', undefined],
    ],
  );
});

test('count and endDate end it; a deleted rule makes no more, and its tasks stay', async () => {
  const where = await aLocation();
  const [counted, ended, deleted] = [
    await aContact(where),
    await aContact(where),
    await aContact(where),
  ];
  const startDate = inTime(clock.now() + hour);
  await recur(where, [counted], { startDate, count: 2 });
  await recur(where, [ended], { startDate, endDate: inTime(clock.now() + hour + 2 * day) });
  const { path } = await recur(where, [deleted], { startDate });
  await pass(hour);
  assert.equal((await server.call('DELETE', path, { token: where.token })).status, 200);
  for (let each = 0; each < 5; each += 1) await pass(day);
  const counts = await Promise.all(
    [counted, ended, deleted].map(async (each) => (await tasksOf(where, each)).length),
  );
  assert.deepEqual(counts, [2, 3, 1]);
});

test('several contacts and owners get a task each; deleted contacts get none', async () => {
  const where = await aLocation();
  const [kept, gone] = [await aContact(where), await aContact(where)];
  const startDate = inTime(clock.now() + hour);
  const { path } = await recur(where, [kept, gone, kept], { startDate }, { owners: ['a', 'b'] });
  await pass(hour);
  await server.call('DELETE', `/contacts/${gone}`, { token: where.token });
  await pass(day);
  assert.deepEqual(
    (await tasksOf(where, kept)).map((task) => task['assignedTo']),
    ['a', 'b', 'a', 'b'],
  );
  assert.equal(await totalOf(where, path), 2);
  await server.call('DELETE', `/contacts/${kept}`, { token: where.token });
  await pass(day);
  assert.equal(await totalOf(where, path), 2, 'a time that made nothing was counted');
});

test('after a long stop only the last time is made up for, and not when it is overdue', async () => {
  const where = await aLocation();
  const [late, overdue] = [await aContact(where), await aContact(where)];
  const start = clock.now() + hour;
  const startDate = inTime(start);
  await recur(where, [late], { startDate, dueAfterSeconds: 3 * 86_400 });
  await recur(where, [overdue], { startDate, dueAfterSeconds: 3600 });
  await pass(10 * day + 3 * hour);
  assert.deepEqual(await duesOf(where, late), [inTime(start + 13 * day)]);
  assert.deepEqual(await duesOf(where, overdue), []);
  await pass(day - 2 * hour);
  assert.deepEqual(await duesOf(where, overdue), [inTime(start + 11 * day + hour)]);
});

test('with createTaskIfOverDue each missed time is made up for, of the last 100 intervals', async () => {
  const where = await aLocation();
  const [few, many] = [await aContact(where), await aContact(where)];
  const rule = { intervalType: 'hourly', createTaskIfOverDue: true, dueAfterSeconds: 0 };
  const start = clock.now() + hour;
  await recur(where, [few], { ...rule, interval: 24, startDate: inTime(start) });
  const { path } = await recur(where, [many], { ...rule, startDate: inTime(start) });
  await pass(hour + 10 * day);
  assert.equal((await tasksOf(where, few)).length, 11);
  assert.equal((await tasksOf(where, many)).length, 101);
  assert.equal(await totalOf(where, path), 101);
  assert.equal((await duesOf(where, many)).at(-1), inTime(start + 10 * day));
  assert.equal(new Set(await duesOf(where, many)).size, 101);
});

test('a start that has come makes its task at once, unless that is not wanted', async () => {
  const where = await aLocation();
  const [wanted, unwanted] = [await aContact(where), await aContact(where)];
  const start = clock.now() - 10 * minute;
  const rule = { startDate: inTime(start) };
  await recur(where, [wanted], rule);
  await recur(where, [unwanted], rule, { ignoreTaskCreation: true });
  assert.deepEqual(await duesOf(where, wanted), [inTime(start + hour)]);
  await pass(day - hour);
  assert.deepEqual(await duesOf(where, unwanted), []);
  await pass(hour);
  assert.deepEqual(await duesOf(where, unwanted), [inTime(start + day + hour)]);
  assert.equal((await tasksOf(where, wanted)).length, 2);
});

test('another rule holds from now on and makes up for nothing', async () => {
  const where = await aLocation();
  const { token } = where;
  const contactId = await aContact(where);
  const start = clock.now() + hour;
  const { path } = await recur(where, [contactId], { startDate: inTime(start) });
  await pass(hour);
  const rule = { intervalType: 'hourly', interval: 2, dueAfterSeconds: 0 };
  const body = { rruleOptions: { ...rule, startDate: inTime(start) } };
  const changed = await server.call('PUT', path, {
    token,
    body: { ...body, ignoreTaskCreation: true },
  });
  assert.deepEqual(changed.body.warnings, [
    'property ignoreTaskCreation is not stored and was ignored',
  ]);
  await pass(2 * hour);
  assert.deepEqual(await duesOf(where, contactId), [
    inTime(start + hour),
    inTime(start + 2 * hour),
  ]);
  const one = { token, body: { rruleOptions: { ...body.rruleOptions, count: 1 } } };
  await server.call('PUT', path, one);
  await pass(day);
  assert.equal((await tasksOf(where, contactId)).length, 2);
});

test('what is wrong with a rule is named, all at once', async () => {
  const where = await aLocation();
  const base = { intervalType: 'daily', interval: 1, startDate: '2100-01-02', dueAfterSeconds: 0 };
  const refused = async (body: object): Promise<unknown[]> => {
    const answer = await post(where, { title: 'Look', ...body });
    assert.equal(answer.status, 422, answer.text);
    return (answer.body.fields ?? []).map(({ field }) => field).toSorted();
  };
  assert.deepEqual(await refused({ title: ' ' }), ['rruleOptions', 'title']);
  const rule = { ...base, interval: 0, dayOfMonth: 32, dayOfWeek: 'XX', count: 1.5 };
  assert.deepEqual(await refused({ rruleOptions: rule }), [
    'rruleOptions.count',
    'rruleOptions.dayOfMonth',
    'rruleOptions.dayOfWeek',
    'rruleOptions.interval',
  ]);
  const wrong = { ...base, startDate: 'soon', endDate: '2100-02-30' };
  assert.deepEqual(await refused({ rruleOptions: wrong }), [
    'rruleOptions.endDate',
    'rruleOptions.startDate',
  ]);
  const ended = { ...base, endDate: '2100-01-01' };
  assert.deepEqual(await refused({ rruleOptions: ended }), ['rruleOptions.endDate']);
  const never = { ...base, interval: 7, dayOfWeek: 'MO' };
  assert.deepEqual(await refused({ rruleOptions: never }), ['rruleOptions']);
  const contactIds = Array.from({ length: 51 }, () => 'nobodynobodynobody00');
  assert.deepEqual(await refused({ rruleOptions: base, contactIds }), ['contactIds']);
  const unknown = await post(where, {
    title: 'Look',
    rruleOptions: base,
    contactIds: ['nobodynobodynobody00'],
  });
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'contact_not_found']);
  const nobody = await post(where, { title: 'Look', rruleOptions: base });
  assert.deepEqual(nobody.body.warnings, ['without contactIds it makes no tasks']);
});

test('a contact that goes does not stop a change, comes back with a restore and leaves when erased', async () => {
  const where = await aLocation();
  const { token } = where;
  const contactId = await aContact(where);
  const other = await aContact(where);
  const { path } = await recur(where, [contactId, other], { startDate: '2100-01-02' });
  const named = async (body: object): Promise<unknown> => {
    const answer = await server.call('PUT', path, { token, body });
    assert.equal(answer.status, 200, answer.text);
    return (answer.body['recurringTask'] as Wire)['contactIds'];
  };
  await server.call('DELETE', `/contacts/${contactId}`, { token });
  const both = [contactId, other];
  assert.deepEqual(await named({ title: 'Look again', contactIds: both }), both);
  await server.call('POST', `/api/contacts/${contactId}/restore`, { token });
  assert.deepEqual(await named({ title: 'And again' }), both);
  await server.call('DELETE', `/api/contacts/${contactId}/erase`, { token });
  assert.deepEqual(await named({ title: 'Once more' }), [other]);
});

test('after all of it the database is sound', () => server.inside.assertSound());
