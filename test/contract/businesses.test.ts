import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf, idsOf } from '../support/answers.ts';
import { idIn } from '../support/samples/businesses.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

const scopes = ['contacts', 'businesses.write'];
let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

type Tenant = { locationId: string; token: string };
type Send = (method: string, path: string, body?: unknown) => Promise<Answer>;

async function open(mode?: 'documented' | 'observed'): Promise<Tenant & { send: Send }> {
  const tenant = await server.tenant(scopes, mode);
  const send: Send = (method, path, body) =>
    server.call(method, path, { token: tenant.token, version: '2021-07-28', body });
  return { ...tenant, send };
}

async function businessOf(send: Send, locationId: string, name = 'Acme'): Promise<string> {
  const made = await send('POST', '/businesses/', { locationId, name });
  assert.equal(made.status, 201, made.text);
  return idIn(made.body['buiseness']);
}

async function contactsOf(send: Send, locationId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let each = 0; each < count; each += 1) {
    const made = await send('POST', '/contacts/', { locationId, firstName: `C${each}` });
    ids.push(contactOf(made, 201).id);
  }
  return ids;
}

/** What happened since the location and its token were made. */
async function eventsOf(send: Send): Promise<Record<string, unknown>[]> {
  const { events } = (await send('GET', '/api/events?limit=500')).body;
  assert.ok(events);
  return events.filter(({ type }) => type !== 'location.created');
}

test('every field at fault of a business is named at once', async () => {
  const { send, locationId } = await open();
  const wrong = { name: ' ', email: 'none', phone: '12', country: 'Nowhere', city: 7 };
  const refused = await send('POST', '/businesses', { locationId, ...wrong });
  assert.equal(refused.status, 422);
  const fields = refused.body.fields?.map(({ field }) => field);
  assert.deepEqual(new Set(fields), new Set(Object.keys(wrong)));
  const nameless = await send('POST', '/businesses', { locationId });
  assert.deepEqual([nameless.status, nameless.body.fields?.[0]?.field], [422, 'name']);
});

test('phone and country of a business are stored as those of contacts are', async () => {
  const { send, locationId } = await open();
  const sent = { locationId, name: ' Acme ', country: 'us', phone: '(212) 555-0123' };
  const { body } = await send('POST', '/businesses', sent);
  const kept = { name: 'Acme', country: 'US', phone: '+12125550123' };
  assert.partialDeepStrictEqual(body['buiseness'], kept);
});

test('each change of a business is one event, with who made it; none when nothing changes', async () => {
  const { send, locationId } = await open();
  const id = await businessOf(send, locationId);
  const path = `/businesses/${id}`;
  await send('PUT', path, { name: 'Acme', city: null });
  const changed = await send('PUT', path, { city: 'Bern' });
  assert.ok(
    JSON.stringify(changed.body['buiseness']).includes('"updatedBy":{"source":"INTEGRATION"'),
  );
  await send('DELETE', path);
  const events = await eventsOf(send);
  assert.deepEqual(
    events.map((each) => [each['type'], each['recordId'], each['contactId']]),
    ['business.created', 'business.updated', 'business.deleted'].map((type) => [type, id, null]),
  );
  assert.deepEqual(
    [events[1]?.['before'], events[1]?.['after'], events[2]?.['after']],
    [{ city: null }, { city: 'Bern' }, null],
  );
});

test('one bad id of a bulk request fails alone and is told; the others are done', async () => {
  const { send, locationId } = await open();
  const businessId = await businessOf(send, locationId);
  const [first = '', gone = ''] = await contactsOf(send, locationId, 2);
  await send('DELETE', `/contacts/${gone}`);
  const foreign = await server.call('POST', '/contacts/', {
    token: server.other.token,
    body: { locationId: server.other.locationId },
  });
  const theirs = contactOf(foreign, 201).id;
  const ids = ['nobody', gone, first, theirs, first];
  const set = await send('POST', '/contacts/bulk/business', { locationId, ids, businessId });
  assert.equal(set.status, 200, set.text);
  const failed = ['nobody', gone, theirs];
  const told = failed.map((id) => ({ id, message: `Contact with id ${id} not found` }));
  assert.deepEqual(
    [set.body['success'], set.body['ids'], set.body['errors']],
    [true, [first], told],
  );
  const updates = (await eventsOf(send)).filter((each) => each['type'] === 'contact.updated');
  assert.deepEqual(
    updates.map(({ before, after }) => [before, after]),
    [[{ businessId: null }, { businessId }]],
  );
  const none = await send('POST', '/contacts/bulk/business', {
    locationId,
    ids: ['nobody'],
    businessId,
  });
  assert.deepEqual([none.status, none.body['success'], none.body['ids']], [200, false, []]);
});

test('a bulk request has at most 1,000 ids, and a business that is there', async () => {
  for (const mode of ['documented', 'observed'] as const) {
    const { send, locationId } = await open(mode);
    const [contactId = ''] = await contactsOf(send, locationId, 1);
    const path = '/contacts/bulk/business';
    const many = Array.from({ length: 1001 }, () => contactId);
    const refused = await send('POST', path, { locationId, ids: many, businessId: null });
    assert.equal(refused.status, 422);
    assert.match(String(refused.body.message), /ids must not have more than 1000 items/);
    const unknown = { locationId, ids: [contactId], businessId: 'f'.repeat(24) };
    const answer = await send('POST', path, unknown);
    assert.equal(answer.status, mode === 'documented' ? 404 : 400);
    assert.equal(answer.body.message, `Business with id ${unknown.businessId} not found`);
    const list = `/contacts/business/${unknown.businessId}?locationId=${locationId}`;
    assert.equal((await send('GET', list)).status, answer.status);
  }
});

test('a deleted contact is off the list of its business and back on it by its name', async () => {
  const { send, locationId } = await open();
  const businessId = await businessOf(send, locationId);
  const ids = await contactsOf(send, locationId, 3);
  await send('POST', '/contacts/bulk/business', { locationId, ids, businessId });
  const [first = '', second = '', third = ''] = ids;
  await send('DELETE', `/contacts/${second}`);
  await send('PUT', `/contacts/${first}`, { firstName: 'Zoe' });
  const list = await send('GET', `/contacts/business/${businessId}?locationId=${locationId}`);
  assert.deepEqual([idsOf(list), list.body['count']], [[third, first], 2]);
  assert.deepEqual(list.body.contacts?.[1]?.['startAfter'], ['zoe', first]);
});

test('a list in the query is read in each form that clients write it', async () => {
  const { send, locationId } = await open();
  const businessId = await businessOf(send, locationId);
  const ids = await contactsOf(send, locationId, 3);
  await send('POST', '/contacts/bulk/business', { locationId, ids, businessId });
  const path = `/contacts/business/${businessId}?locationId=${locationId}`;
  const all = idsOf(await send('GET', path));
  const first = (await send('GET', `${path}&limit=1`)).body.contacts?.[0]?.['startAfter'];
  assert.ok(Array.isArray(first));
  const [name, id] = first.map((each) => encodeURIComponent(String(each)));
  const forms = [
    `startAfter=${name}%2C${id}`,
    `startAfter=${name}&startAfter=${id}`,
    `startAfter[]=${name}&startAfter[]=${id}`,
    `startAfter%5B%5D=${name}&startAfter%5B%5D=${id}`,
  ];
  for (const form of forms) {
    const next = await send('GET', `${path}&${form}`);
    assert.deepEqual([idsOf(next), next.body.warnings], [all.slice(1), undefined], form);
  }
});

test('startAfter without its id is refused by name, and limit is held to its maximum', async () => {
  const { send, locationId } = await open();
  const businessId = await businessOf(send, locationId);
  const path = `/contacts/business/${businessId}?locationId=${locationId}`;
  const refused = await send('GET', `${path}&startAfter=anna`);
  assert.deepEqual([refused.status, refused.body.fields?.[0]?.field], [422, 'startAfter']);
  const clamped = await send('GET', `${path}&limit=1000`);
  assert.deepEqual(clamped.body.warnings, ['limit 1000 is over the maximum; 100 is used']);
});

test('a business with more contacts than one request takes off is left by all of them', async () => {
  const { send, locationId } = await open();
  const businessId = await businessOf(send, locationId);
  const ids = await contactsOf(send, locationId, 120);
  await send('POST', '/contacts/bulk/business', { locationId, ids, businessId });
  assert.equal((await send('DELETE', `/businesses/${businessId}`)).status, 200);
  for (const id of ids) {
    assert.equal(contactOf(await send('GET', `/contacts/${id}`))['businessId'], undefined);
  }
  const last = (await eventsOf(send)).slice(-120);
  for (const { type, before, after } of last) {
    assert.deepEqual(
      [type, before, after],
      ['contact.updated', { businessId }, { businessId: null }],
    );
  }
});

test('a contact restored after its business was deleted belongs to none', async () => {
  const { send, locationId } = await open();
  const businessId = await businessOf(send, locationId);
  const ids = await contactsOf(send, locationId, 1);
  await send('POST', '/contacts/bulk/business', { locationId, ids, businessId });
  const [id = ''] = ids;
  await send('DELETE', `/contacts/${id}`);
  await send('DELETE', `/businesses/${businessId}`);
  const restored = await send('POST', `/api/contacts/${id}/restore`);
  assert.equal(contactOf(restored)['businessId'], undefined);
  assert.equal(contactOf(await send('GET', `/contacts/${id}`))['businessId'], undefined);
  const last = (await eventsOf(send)).slice(-2);
  assert.deepEqual(
    last.map(({ type, after }) => [type, type === 'contact.updated' ? after : null]),
    [
      ['contact.restored', null],
      ['contact.updated', { businessId: null }],
    ],
  );
});

test('a bulk request over several slices does each contact once, also when it is sent again', async () => {
  const { send, locationId, token } = await open();
  const businessId = await businessOf(send, locationId);
  const ids = await contactsOf(send, locationId, 205);
  const ask = (): Promise<Answer> =>
    server.call('POST', '/contacts/bulk/business', {
      token,
      headers: { 'idempotency-key': 'slices' },
      body: { locationId, businessId, ids: [...ids, ids[0], 'none'] },
    });
  const [first, again] = [await ask(), await ask()];
  assert.deepEqual(first.body['ids'], ids);
  assert.deepEqual(again.body, first.body);
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  const changed = (await eventsOf(send)).filter(({ type }) => type === 'contact.updated');
  assert.equal(changed.length, 205);
});
