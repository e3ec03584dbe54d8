import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clockAt } from '../support/clock.ts';
import { contactOf } from '../support/answers.ts';
import { type Answer, type Tenant, type TestServer, startServer } from '../support/server.ts';

const clock = clockAt(Date.parse('2026-03-07T12:00:00Z'));
let server: TestServer;
before(async () => {
  server = await startServer({ clock });
});
after(() => server.close());

type Event = {
  cursor: string;
  type: string;
  locationId: string;
  recordId: string;
  contactId: string | null;
  version: number | null;
  at: string;
  actor: { kind: string; id: string; name: string; traceId: string };
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

/** A location whose events so far are known, and requests in it. */
async function place(): Promise<{
  tenant: Tenant;
  call: (method: string, path: string, body?: object) => Promise<Answer>;
  create: (body?: object) => Promise<string>;
  feed: (query?: string) => Promise<{ events: Event[]; meta: Record<string, unknown> }>;
}> {
  const tenant = await server.tenant();
  const { locationId, token } = tenant;
  const call = (method: string, path: string, body?: object): Promise<Answer> =>
    server.call(method, path, { token, ...(body && { body }) });
  return {
    tenant,
    call,
    create: async (body = {}) =>
      contactOf(await call('POST', '/contacts', { locationId, ...body }), 201).id,
    feed: async (query = '') => {
      const answer = await call('GET', `/api/events${query}`);
      assert.equal(answer.status, 200, answer.text);
      return { events: answer.body['events'] as Event[], meta: answer.body.meta ?? {} };
    },
  };
}
async function history(
  call: (method: string, path: string) => Promise<Answer>,
  id: string,
): Promise<Event[]> {
  const answer = await call('GET', `/api/contacts/${id}/events`);
  assert.equal(answer.status, 200, answer.text);
  const events = answer.body['events'] as Event[];
  assert.equal(answer.body.meta?.['total'], events.length);
  return events;
}

test('each change of a contact is one event, with version, before and after', async () => {
  const { tenant, call } = await place();
  const { locationId } = tenant;
  const body = { locationId, firstName: 'Jane', email: 'jane@example.com', tags: ['a'] };
  const made = await call('POST', '/contacts', body);
  const { id } = contactOf(made, 201);
  const created = contactOf(await call('GET', `/contacts/${id}`));
  clock.advance(1000);
  const put = await call('PUT', `/contacts/${id}`, { city: 'Bonn', email: null, tags: ['b'] });
  clock.advance(1000);
  const upserted = await call('POST', '/contacts/upsert', { locationId, email: 'no@example.com' });
  const updated = contactOf(await call('GET', `/contacts/${id}`));
  await call('PUT', `/contacts/${id}`, { city: ' Bonn ' });
  const deleted = await call('DELETE', `/contacts/${id}`);

  const events = await history(call, id);
  const common = { locationId, recordId: id, contactId: id };
  const [first, second, third] = events;
  assert.ok(first && second && third && events.length === 3);
  const { cursor: _one, at: _at, actor, before: none, after: whole, ...head } = first;
  assert.deepEqual(head, { type: 'contact.created', version: 1, ...common });
  assert.equal(none, null);
  const lists = { additionalEmails: [], additionalPhones: [], followers: [] };
  assert.deepEqual({ ...whole, ...lists }, created);
  const integration = (created['createdBy'] as { sourceId: string }).sourceId;
  assert.deepEqual(actor, {
    kind: 'integration',
    id: integration,
    name: 'Test',
    traceId: made.body.traceId,
  });

  assert.deepEqual([second.type, second.version], ['contact.updated', 2]);
  assert.equal(second.actor.traceId, put.body.traceId);
  const by = {
    source: 'INTEGRATION',
    channel: 'OAUTH',
    sourceId: integration,
    timestamp: second.at,
  };
  assert.deepEqual(second.before, {
    city: null,
    email: 'jane@example.com',
    emailLowerCase: 'jane@example.com',
    tagsRemoved: ['a'],
  });
  assert.deepEqual(second.after, {
    city: 'Bonn',
    email: null,
    emailLowerCase: null,
    tagsAdded: ['b'],
  });
  assert.deepEqual(updated['lastUpdatedBy'], by);

  assert.deepEqual([third.type, third.version], ['contact.deleted', 3]);
  assert.equal(third.actor.traceId, deleted.body.traceId);
  assert.deepEqual({ ...third.before, ...lists }, updated);
  assert.equal(third.after, null);
  const times = events.map(({ at }) => Date.parse(at));
  assert.deepEqual(
    times.map((at) => at - (times[0] ?? 0)),
    [0, 1000, 2000],
  );
  // The upsert that made another contact is that contact's.
  const other = await history(call, contactOf(upserted).id);
  assert.deepEqual(
    other.map(({ type }) => type),
    ['contact.created'],
  );
});

test('the feed has all events of the location in order, and no other’s', async () => {
  const { tenant, call, create, feed } = await place();
  const elsewhere = await place();
  const one = await create();
  await elsewhere.create();
  const two = await create();
  await call('PUT', `/contacts/${one}`, { city: 'Bonn' });
  await call('DELETE', `/contacts/${two}`);
  await server.call('PUT', `/locations/${tenant.locationId}`, {
    token: server.managementToken,
    body: { name: 'New name' },
  });
  const { events, meta } = await feed();
  assert.deepEqual(
    events.map(({ type, recordId }) => [type, recordId]),
    [
      ['location.created', tenant.locationId],
      ['contact.created', one],
      ['contact.created', two],
      ['contact.updated', one],
      ['contact.deleted', two],
      ['location.updated', tenant.locationId],
    ],
  );
  assert.ok(events.every(({ locationId }) => locationId === tenant.locationId));
  assert.deepEqual(meta, { total: 6, nextCursor: events.at(-1)?.cursor, more: false });
  assert.equal(new Set(events.map(({ cursor }) => cursor)).size, events.length);
});

test('a reader that keeps its cursor sees each event once, in order, and then what is new', async () => {
  const { create, feed } = await place();
  for (let each = 0; each < 8; each += 1) await create();
  const all = (await feed()).events;
  assert.equal(all.length, 9);
  for (const limit of [1, 3, 9]) {
    const seen: Event[] = [];
    let after = '';
    for (let more: unknown = true; more === true; ) {
      const page = await feed(`?limit=${limit}&after=${after}`);
      assert.ok(seen.length <= all.length, 'the walk has no end');
      assert.equal(page.meta['total'], 9);
      seen.push(...page.events);
      after = String(page.meta['nextCursor']);
      more = page.meta['more'];
    }
    assert.deepEqual(seen, all);
    const none = await feed(`?after=${after}`);
    assert.deepEqual([none.events, none.meta['more']], [[], false]);
  }
  const last = all.at(-1)?.cursor;
  const id = await create();
  const fresh = await feed(`?after=${last}`);
  assert.deepEqual(
    fresh.events.map(({ recordId }) => recordId),
    [id],
  );
});

test('a contact’s history has a cursor of its own, in both orders', async () => {
  const { call, create } = await place();
  const [one, two] = [await create(), await create()];
  for (const city of ['Bonn', 'Rome', 'Oslo']) {
    for (const id of [one, two]) await call('PUT', `/contacts/${id}`, { city });
  }
  const walk = async (order: string): Promise<unknown[]> => {
    const versions: unknown[] = [];
    let after = '';
    for (let more: unknown = true; more === true; ) {
      assert.ok(versions.length <= 4, 'the walk has no end');
      const query = `limit=2&after=${after}&order=${order}`;
      const page = await call('GET', `/api/contacts/${one}/events?${query}`);
      const events = page.body['events'] as Event[];
      assert.ok(events.every(({ contactId }) => contactId === one));
      versions.push(...events.map(({ version }) => version));
      after = String(page.body.meta?.['nextCursor']);
      more = page.body.meta?.['more'];
      assert.equal(page.body.meta?.['total'], 4);
    }
    return versions;
  };
  assert.deepEqual(await walk('asc'), [1, 2, 3, 4]);
  assert.deepEqual(await walk('desc'), [4, 3, 2, 1]);
  assert.deepEqual(
    (await history(call, one)).map(({ version }) => version),
    [1, 2, 3, 4],
  );
  const wrong = await call('GET', `/api/contacts/${one}/events?order=newest`);
  assert.deepEqual([wrong.status, wrong.body.fields?.[0]?.field], [422, 'order']);
});

test('the history of a deleted contact stays; of one that never was there is none', async () => {
  const { tenant, call, create } = await place();
  const id = await create({ firstName: 'Gone' });
  await call('DELETE', `/contacts/${id}`);
  assert.equal((await call('GET', `/contacts/${id}`)).status, 404);
  const [, deleted] = await history(call, id);
  assert.equal(deleted?.before?.['firstName'], 'Gone');
  const elsewhere = await place();
  for (const [asker, wanted] of [
    [call, 'none'],
    [elsewhere.call, id],
  ] as const) {
    const missing = await asker('GET', `/api/contacts/${wanted}/events`);
    assert.equal(missing.status, 404);
    assert.equal(missing.body.message, `Contact with id ${wanted} not found`);
  }
  const foreign = await call('GET', `/api/events?locationId=${elsewhere.tenant.locationId}`);
  assert.equal(foreign.status, 403);
  assert.equal((await call('GET', `/api/events?locationId=${tenant.locationId}`)).status, 200);
});

test('what is refused, or changes nothing, leaves no event', async () => {
  const { tenant, call, create, feed } = await place();
  const { locationId } = tenant;
  const id = await create({ email: 'here@example.com', city: 'Bonn' });
  const before = (await feed()).meta['total'];
  await call('POST', '/contacts', { locationId, email: 'here@example.com' });
  await call('POST', '/contacts', { locationId, email: 'none' });
  await call('PUT', '/contacts/none', { city: 'Rome' });
  await call('PUT', `/contacts/${id}`, { city: 'Bonn' });
  await call('PUT', `/contacts/${id}`, {});
  await call('POST', '/contacts/upsert', {
    locationId,
    email: 'HERE@example.com '.trim(),
    city: 'Bonn',
  });
  const { events, meta } = await feed();
  assert.equal(meta['total'], Number(before) + 1, 'the other spelling of the address is a change');
  assert.deepEqual(events.at(-1)?.after, { email: 'HERE@example.com' });
});

test('a management token names the location; a cursor that is none is refused', async () => {
  const { tenant, create } = await place();
  await create();
  const token = server.managementToken;
  const without = await server.call('GET', '/api/events', { token });
  assert.deepEqual([without.status, without.body.fields?.[0]?.field], [400, 'locationId']);
  const path = `/api/events?locationId=${tenant.locationId}`;
  const named = await server.call('GET', path, { token });
  assert.equal((named.body['events'] as Event[]).length, 3);
  const forged = Buffer.from('{"p":-1}').toString('base64url');
  for (const after of ['none', forged, 'e30', '%00', 'x'.repeat(201)]) {
    const answer = await server.call('GET', `${path}&after=${after}`, { token });
    assert.equal(answer.status, 422, after);
    assert.equal(answer.body.fields?.[0]?.field, 'after');
  }
});

test('100 events by default, 500 at most', async () => {
  const { create, feed, call } = await place();
  await Promise.all(Array.from({ length: 110 }, () => create()));
  assert.deepEqual([(await feed()).events.length, (await feed()).meta['more']], [100, true]);
  assert.equal((await feed('?limit=500')).events.length, 111);
  const over = await call('GET', '/api/events?limit=501');
  assert.deepEqual(over.body.warnings, ['limit 501 is over the maximum; 500 is used']);
  assert.equal((await call('GET', '/api/events?limit=0')).status, 422);
});
