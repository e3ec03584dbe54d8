import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { type Answer, type TestServer, type Wire, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

type WireTask = Record<string, unknown> & { id: string };
const due = '2030-10-25T11:00:00.000Z';

async function aContact(fields: object = {}): Promise<string> {
  const body = { locationId: server.own.locationId, firstName: 'Jane', ...fields };
  return contactOf(await server.call('POST', '/contacts/', { body }), 201).id;
}
const post = (contactId: string, body: object, token?: string): Promise<Answer> =>
  server.call('POST', `/contacts/${contactId}/tasks`, { body, ...(token && { token }) });
async function add(contactId: string, fields: object = {}): Promise<WireTask> {
  const made = await post(contactId, { title: 'Call', dueDate: due, completed: false, ...fields });
  assert.equal(made.status, 201, made.text);
  return made.body['task'] as WireTask;
}
const tasksOf = ({ body }: { body: Wire }): WireTask[] => body['tasks'] as WireTask[];
const idsOf = (answer: Answer): string[] => {
  assert.equal(answer.status, 200, answer.text);
  return tasksOf(answer).map(({ id }) => id);
};

test('each change of a task leaves one event, of its own type when it is completed', async () => {
  const contactId = await aContact();
  const task = await add(contactId, { body: 'Ask' });
  const path = `/contacts/${contactId}/tasks/${task.id}`;
  const put = (to: string, body: object): Promise<Answer> => server.call('PUT', to, { body });
  await put(path, { title: 'Call back' });
  await put(path, { title: 'Call back', dueDate: '2030-10-25T13:00:00+02:00', completed: false });
  await put(`${path}/completed`, { completed: true });
  await put(`${path}/completed`, { completed: true });
  await put(path, { completed: false });
  await put(path, { completed: true, body: null });
  await server.call('DELETE', path);
  const { events = [] } = (await server.call('GET', `/api/contacts/${contactId}/events`)).body;
  const told = events.slice(1).map(({ type, recordId, version, before, after }) => {
    assert.deepEqual([recordId, version], [task.id, null]);
    return { type, before, after };
  });
  const { dateAdded } = (told[0]?.after ?? {}) as Record<string, unknown>;
  const whole = { ...task, dateAdded };
  const { body: _body, ...last } = { ...whole, body: '', title: 'Call back', completed: true };
  assert.deepEqual(told, [
    { type: 'task.created', before: null, after: whole },
    { type: 'task.updated', before: { title: 'Call' }, after: { title: 'Call back' } },
    { type: 'task.completed', before: { completed: false }, after: { completed: true } },
    { type: 'task.updated', before: { completed: true }, after: { completed: false } },
    {
      type: 'task.completed',
      before: { completed: false, body: 'Ask' },
      after: { completed: true, body: null },
    },
    { type: 'task.deleted', before: last, after: null },
  ]);
});

test('completed may be left out, but for where the published rules are rehearsed', async () => {
  const contactId = await aContact();
  const made = await post(contactId, { title: 'Call', dueDate: due });
  assert.deepEqual([made.status, (made.body['task'] as WireTask)['completed']], [201, false]);
  const strict = await server.tenant(['contacts'], 'observed');
  const call = (path: string, body: object): Promise<Answer> =>
    server.call('POST', path, { token: strict.token, version: 'v3', body });
  const contact = await call('/contacts/', {
    locationId: strict.locationId,
    firstName: 'Jane',
  });
  const path = `/contacts/${contactOf(contact, 201).id}/tasks`;
  const refused = await call(path, { title: 'Call', dueDate: 'soon', description: 'no such' });
  assert.deepEqual(refused.body.message, [
    'property description should not exist',
    'completed should not be empty',
    'dueDate must be a valid ISO 8601 date string',
  ]);
  const warned = await post(contactId, { title: 'Call', dueDate: due, description: 'no such' });
  assert.deepEqual(warned.body.warnings, ['property description is not known and was ignored']);
});

test('what is missing, blank or no date is named, all at once', async () => {
  const contactId = await aContact();
  const wrong = await post(contactId, { title: ' ', dueDate: '2021-02-30', completed: 'no' });
  const fields = wrong.body.fields?.map(({ field }) => field).toSorted();
  assert.deepEqual([wrong.status, fields], [422, ['completed', 'dueDate', 'title']]);
  const none = await post(contactId, {});
  assert.deepEqual(none.body.message, ['title should not be empty', 'dueDate should not be empty']);
});

test('a task is found through its own contact only, and hides with it', async () => {
  const [contactId, otherId] = [await aContact(), await aContact()];
  const { id } = await add(contactId, { title: 'Hidden unicorn' });
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const body = method === 'PUT' ? { body: {} } : {};
    const answer = await server.call(method, `/contacts/${otherId}/tasks/${id}`, body);
    assert.deepEqual([answer.status, answer.body.code], [404, 'record_not_found'], method);
  }
  const search = (): Promise<Answer> =>
    server.call('POST', `/locations/${server.own.locationId}/tasks/search`, {
      body: { query: 'unicorn' },
    });
  assert.deepEqual(idsOf(await search()), [id]);
  await server.call('DELETE', `/contacts/${contactId}`);
  for (const path of [`/contacts/${contactId}/tasks`, `/contacts/${contactId}/tasks/${id}`]) {
    assert.equal((await server.call('GET', path)).body.code, 'contact_not_found', path);
  }
  assert.deepEqual((await search()).body.meta, { total: 0 });
});

test("a contact's tasks are paged by a cursor that loses and repeats none", async () => {
  const contactId = await aContact();
  const days = ['05', '03', '03', '01', '04'];
  const made: [string, string][] = [];
  for (const day of days) {
    made.push([day, (await add(contactId, { dueDate: `2030-01-${day}` })).id]);
  }
  const seen: string[] = [];
  let after = '';
  do {
    const page = await server.call('GET', `/contacts/${contactId}/tasks?limit=2${after}`);
    seen.push(...idsOf(page));
    assert.equal(page.body.meta?.['total'], 5);
    const { nextCursor } = page.body.meta ?? {};
    after = nextCursor === null ? '' : `&after=${String(nextCursor)}`;
  } while (after !== '');
  const inOrder = made.toSorted(([one], [other]) => Number(one) - Number(other));
  assert.deepEqual(
    seen,
    inOrder.map(([, id]) => id),
  );
});

test('a search finds folded words of title and body, by contact, person and business', async () => {
  const { locationId, token } = await server.tenant(['contacts', 'businesses.write']);
  const call = (path: string, body: object): Promise<Answer> =>
    server.call('POST', path, { token, body });
  const contact = async (): Promise<string> =>
    contactOf(await call('/contacts/', { locationId }), 201).id;
  const [one, two] = [await contact(), await contact()];
  const task = async (contactId: string, fields: object): Promise<string> => {
    const body = { title: 'Call', dueDate: due, completed: false, ...fields };
    return ((await call(`/contacts/${contactId}/tasks`, body)).body['task'] as WireTask).id;
  };
  const zoe = await task(one, {
    title: 'Call  Zo\u00eb',
    body: 'About the CONTRACT',
    assignedTo: 'a',
  });
  const wine = await task(two, { title: 'Send wine', dueDate: '2029-01-01', assignedTo: 'b' });
  const done = await task(two, { dueDate: '2029-01-02', completed: true });
  const search = async (body: object): Promise<string[]> => {
    const answer = await call(`/locations/${locationId}/tasks/search`, body);
    const ids = idsOf(answer);
    assert.deepEqual(answer.body.meta, { total: ids.length });
    return ids;
  };
  assert.deepEqual(await search({}), [wine, done, zoe]);
  assert.deepEqual(await search({ query: 'contract zoe' }), [zoe]);
  assert.deepEqual(await search({ query: 'zoe wine' }), []);
  assert.deepEqual(await search({ contactId: [two] }), [wine, done]);
  assert.deepEqual(await search({ contactId: [one, two], assignedTo: ['a', 'b'] }), [wine, zoe]);
  assert.deepEqual(await search({ completed: true, contactId: [two, 'unknown'] }), [done]);
  const firm = await call('/businesses/', { locationId, name: 'Firm' });
  const { id: businessId } = (firm.body['business'] ?? firm.body['buiseness']) as { id: string };
  await call('/contacts/bulk/business', { locationId, ids: [two], businessId });
  assert.deepEqual(await search({ businessId }), [wine, done]);
  assert.deepEqual(await search({ businessId: 'none' }), []);
  assert.deepEqual(await search({ contactId: [server.own.locationId] }), []);
});

test('a search is narrowed by when tasks are due, to the millisecond, in either order', async () => {
  const { locationId, token } = await server.tenant();
  const call = (path: string, body: object): Promise<Answer> =>
    server.call('POST', path, { token, body });
  const named = { companyName: 'Acme', email: 'jane@example.com', phone: '+15551234567' };
  const contactId = contactOf(await call('/contacts/', { locationId, ...named }), 201).id;
  const task = async (dueDate: string): Promise<string> => {
    const made = await call(`/contacts/${contactId}/tasks`, { title: 'Call', dueDate });
    return (made.body['task'] as WireTask).id;
  };
  const early = await task('2030-01-01T23:59:59.999Z');
  const first = await task('2030-01-02T02:00:00.000+02:00');
  const second = await task('2030-01-02T00:00:00Z');
  const last = await task('2030-01-03T00:00:00.001Z');
  const search = (body: object): Promise<Answer> =>
    call(`/locations/${locationId}/tasks/search`, body);
  // Due at the same moment, by their ids.
  const [less, more] = first < second ? [first, second] : [second, first];
  const same = [less, more];
  const dueDate = { gte: '2030-01-02', lte: '2030-01-02T23:59:59.999Z' };
  assert.deepEqual(idsOf(await search({ dueDate })), same);
  assert.deepEqual(idsOf(await search({ dueDate: { gte: '2030-01-03T02:00:00+02:00' } })), [last]);
  assert.deepEqual(idsOf(await search({ dueDate: { lte: '2030-01-02' } })), [early, ...same]);
  assert.deepEqual(idsOf(await search({ dueDate: {} })), [early, ...same, last]);
  assert.deepEqual((await search({ dueDate: { gte: '2031-01-01' } })).body.meta, { total: 0 });
  const found = await search({ order: 'desc' });
  assert.deepEqual(idsOf(found), [last, more, less, early]);
  assert.deepEqual(tasksOf(found)[0]?.['contactDetails'], { _id: contactId, ...named });
  const searchAfter = tasksOf(found)[1]?.['searchAfter'];
  assert.deepEqual(idsOf(await search({ order: 'desc', searchAfter })), [less, early]);
  const refused = await search({ dueDate: { gte: 'soon', lte: '2030-02-30' } });
  const fields = refused.body.fields?.map(({ field }) => field);
  assert.deepEqual([refused.status, fields], [422, ['dueDate.gte', 'dueDate.lte']]);
});

test('a search is paged by skip or searchAfter, its total the same on each page', async () => {
  const { locationId, token } = await server.tenant();
  const call = (path: string, body: object): Promise<Answer> =>
    server.call('POST', path, { token, body });
  const contactId = contactOf(await call('/contacts/', { locationId }), 201).id;
  for (let each = 0; each < 7; each += 1) {
    const dueDate = `2030-01-0${1 + (each % 3)}`;
    await call(`/contacts/${contactId}/tasks`, { title: 'Call', dueDate });
  }
  const search = (body: object): Promise<Answer> =>
    call(`/locations/${locationId}/tasks/search`, body);
  const all = tasksOf(await search({})).map(({ id }) => id);
  assert.equal(all.length, 7);
  const bySkip: string[] = [];
  const byPlace: string[] = [];
  let searchAfter: unknown;
  for (let skip = 0; skip < 7; skip += 3) {
    const page = await search({ limit: 3, skip });
    assert.deepEqual(page.body.meta, { total: 7 });
    bySkip.push(...idsOf(page));
    const next = await search({
      limit: 3,
      ...(skip > 0 && { contactId: [contactId] }),
      ...(searchAfter !== undefined && { searchAfter }),
    });
    assert.deepEqual(next.body.meta, { total: 7 });
    byPlace.push(...idsOf(next));
    searchAfter = tasksOf(next).at(-1)?.['searchAfter'];
  }
  assert.deepEqual([bySkip, byPlace], [all, all]);
  const clamped = await search({ limit: 501 });
  assert.deepEqual(clamped.body.warnings, ['limit 501 is over the maximum; 500 is used']);
  for (const [body, field] of [
    [{ limit: 0 }, 'limit'],
    [{ limit: '5' }, 'limit'],
    [{ skip: 1_000_001 }, 'skip'],
    [{ searchAfter: ['x', 1] }, 'searchAfter'],
    [{ contactId: Array.from({ length: 501 }, () => 'x') }, 'contactId'],
  ] as const) {
    const refused = await search(body);
    assert.deepEqual([refused.status, refused.body.fields?.[0]?.field], [422, field]);
  }
  const ignored = await search({ contactId: [], query: ' ' });
  assert.deepEqual(ignored.body.warnings, [
    'contactId is empty and was ignored',
    'query is empty and was ignored',
  ]);
  assert.equal(
    (await server.call('POST', `/locations/${locationId}/tasks/search`, { token })).status,
    200,
  );
});

test('after all of it the database is sound', () => server.inside.assertSound());
