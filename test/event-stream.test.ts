import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventTypes } from '../contract/events/event-types.ts';
import { heartbeatMs } from '../src/features/events/event-stream.ts';
import { mostOfIntegration } from '../src/features/events/stream-places.ts';
import { manualClock } from '../src/lib/clock.ts';
import { contactOf } from './support/answers.ts';
import { type Listener, type Listening, has, isEvent, listen } from './support/listener.ts';
import { type Answer, type Tenant, type TestServer, startServer } from './support/server.ts';

const clock = manualClock(Date.parse('2026-03-07T12:00:00Z'));
let server: TestServer;
before(async () => {
  server = await startServer({
    clock,
    env: { GROUNDLEVEL_CORS_ORIGINS: 'https://app.example' },
  });
});
after(() => server.close());

type Place = {
  tenant: Tenant;
  call(method: string, path: string, body?: object): Promise<Answer>;
  create(body?: object): Promise<string>;
  feed(query?: string): Promise<Record<string, unknown>[]>;
  hear(listening?: Partial<Listening>): Promise<Listener>;
};

async function place(scopes?: string[]): Promise<Place> {
  const tenant = await server.tenant(scopes);
  const { locationId, token } = tenant;
  const call: Place['call'] = (method, path, body) =>
    server.call(method, path, { token, ...(body && { body }) });
  return {
    tenant,
    call,
    create: async (body = {}) =>
      contactOf(await call('POST', '/contacts', { locationId, ...body }), 201).id,
    feed: async (query = '') => {
      const answer = await call('GET', `/api/events${query}`);
      assert.equal(answer.status, 200, answer.text);
      return answer.body.events ?? [];
    },
    hear: (listening = {}) => listen(server.baseUrl, { token, ...listening }),
  };
}

const typesOf = ({ heard }: Listener): string[] => heard.filter(isEvent).map(({ event }) => event);
const dataOf = ({ heard }: Listener): unknown[] => heard.filter(isEvent).map(({ data }) => data);

test('a stream begins at the present, and tells each event as the feed shows it', async () => {
  const { create, call, feed, hear } = await place();
  const id = await create({ firstName: 'Before' });
  const stream = await hear();
  await stream.until(has('ready'));
  assert.match(
    stream.text(),
    /^retry: 2000\n\nevent: ready\nid: (\S+)\ndata: {"cursor":"\1"}\n\n$/,
  );
  const ready = stream.lastId();
  await call('PUT', `/contacts/${id}`, { city: 'Bonn\nRhein' });
  await call('POST', `/contacts/${id}/notes`, { body: 'a\r\nb\u2028c' });
  await stream.until(has('note.created'));
  const shown = await feed(`?after=${ready}`);
  assert.deepEqual(typesOf(stream), ['contact.updated', 'note.created']);
  assert.deepEqual(dataOf(stream), shown);
  for (const { id: cursor, data } of stream.heard.slice(1)) assert.equal(cursor, data['cursor']);
  stream.leave();
});

test('from a cursor each event comes once and in order, then what is new', async () => {
  const { create, feed, hear } = await place();
  for (let each = 0; each < 150; each += 1) await create();
  const all = await feed('?limit=500');
  assert.equal(all.length, 151);
  const middle = String(all[40]?.['cursor']);
  for (const listening of [
    { query: `?after=${middle}` },
    { lastEventId: middle },
    // Where the header and the address differ, the header is the newer one.
    { query: `?after=${all[3]?.['cursor']}`, lastEventId: middle },
    { query: `?after=${middle}`, lastEventId: '' },
  ]) {
    const stream = await hear(listening);
    await stream.until(has('ready'));
    assert.deepEqual(dataOf(stream), all.slice(41));
    assert.equal(stream.lastId(), stream.heard.at(-1)?.data['cursor']);
    stream.leave();
  }
  const stream = await hear({ lastEventId: String(all.at(-1)?.['cursor']) });
  await stream.until(has('ready'));
  const id = await create();
  await stream.until(has('contact.created'));
  assert.deepEqual(
    stream.heard.map(({ event, data }) => [event, data['recordId']]),
    [
      ['ready', undefined],
      ['contact.created', id],
    ],
  );
  stream.leave();
});

test('a filter of type and contact lets through what it names, here and in the feed', async () => {
  const { create, call, feed, hear } = await place();
  const [one, two] = [await create(), await create()];
  const filters = [
    'type=contact.updated,note.created',
    'type=contact.updated&type=note.created',
    `contactId=${one}`,
    `type=contact.updated&contactId=${two}`,
  ];
  const streams = await Promise.all(filters.map((query) => hear({ query: `?${query}` })));
  for (const each of streams) await each.until(has('ready'));
  for (const id of [one, two]) {
    await call('PUT', `/contacts/${id}`, { city: 'Bonn' });
    await call('POST', `/contacts/${id}/notes`, { body: 'note' });
    await call('PUT', `/contacts/${id}`, { city: 'Rome' });
  }
  const start = streams[0]?.heard[0]?.id;
  for (const [at, query] of filters.entries()) {
    const wanted = await feed(`?${query}&after=${start}`);
    assert.equal(wanted.length, [6, 6, 3, 2][at]);
    const stream = streams[at];
    await stream?.until(({ heard }) => heard.length > wanted.length);
    assert.deepEqual(stream && dataOf(stream), wanted);
    const again = await hear({ query: `?${query}&after=${start}` });
    await again.until(has('ready'));
    assert.deepEqual(dataOf(again), wanted);
    again.leave();
    stream?.leave();
  }
});

test('what is asked wrongly is refused as JSON, with the field', async () => {
  const { tenant, hear } = await place();
  const elsewhere = await place();
  const refused = async (query: string, token = tenant.token): Promise<unknown[]> => {
    const { status, body } = await server.call('GET', `/api/events/stream${query}`, { token });
    return [status, body.code, body.fields?.[0]?.field ?? body['requiredScopes']];
  };
  assert.deepEqual(await refused('?after=none'), [422, 'validation_failed', 'after']);
  assert.deepEqual(await refused('?type=contact.made'), [422, 'validation_failed', 'type']);
  assert.deepEqual(await refused('?type=tag.created,integration.created'), [
    401,
    'scope_missing',
    ['integrations.readonly'],
  ]);
  assert.deepEqual(await refused(`?locationId=${elsewhere.tenant.locationId}`), [
    403,
    'location_forbidden',
    undefined,
  ]);
  const { managementToken } = server;
  assert.deepEqual(await refused('', managementToken), [400, 'location_required', 'locationId']);
  assert.deepEqual(await refused('?locationId=none', managementToken), [
    404,
    'location_not_found',
    undefined,
  ]);
  const noScope = await server.token(tenant.locationId, ['businesses.readonly']);
  assert.deepEqual(await refused('', noScope), [401, 'scope_missing', ['contacts.readonly']]);
  assert.deepEqual(await refused('', 'pit-none'), [401, 'token_invalid', undefined]);
  const broken = await hear({ lastEventId: 'none' });
  assert.equal(broken.status, 422);
});

test('an unknown parameter is named in a comment before anything else', async () => {
  const { hear } = await place();
  const stream = await hear({ query: '?types=note.created' });
  await stream.until(has('ready'));
  assert.match(
    stream.text(),
    /^: query parameter types is not known and was ignored\nretry: 2000\n/,
  );
  stream.leave();
});

test('a token hears what its scopes read, and of whom as the feed says', async () => {
  const owner = await place();
  const { locationId } = owner.tenant;
  const wide = ['contacts', 'integrations.readonly'];
  const manager = (await server.integration(null, { scopes: wide })).token;
  const narrow = await server.token(locationId, ['contacts.readonly']);
  const hear = (token: string): Promise<Listener> =>
    listen(server.baseUrl, { token, query: `?locationId=${locationId}` });
  const streams = await Promise.all([manager, narrow, owner.tenant.token].map(hear));
  for (const each of streams) await each.until(has('ready'));
  const after = streams[0]?.lastId();
  await server.token(locationId, ['contacts.readonly']);
  await owner.call('POST', `/locations/${locationId}/tags`, { name: 'new' });
  const id = await owner.create();
  await owner.call('POST', `/contacts/${id}/notes`, { body: 'the last' });
  const tokens = [manager, narrow, owner.tenant.token];
  for (const [at, stream] of streams.entries()) {
    await stream.until(has('note.created'));
    const path = `/api/events?locationId=${locationId}&after=${after}`;
    const shown = await server.call('GET', path, { token: tokens[at] ?? null });
    assert.deepEqual(dataOf(stream), shown.body.events);
    stream.leave();
  }
  const [all = [], some = [], own = []] = streams.map(typesOf);
  const made = 'integration.created';
  assert.deepEqual(all, [made, 'tag.created', 'contact.created', 'note.created']);
  assert.deepEqual(own, all.slice(1));
  assert.deepEqual(some, ['contact.created', 'note.created']);
  assert.ok(all.every((type) => Object.hasOwn(eventTypes, type)));
});

test('where nothing is told a comment comes, whose id has moved on', async () => {
  const { create, call, hear } = await place();
  const id = await create();
  const stream = await hear({ query: '?type=note.created' });
  await stream.until(has('ready'));
  const ready = stream.lastId();
  await call('PUT', `/contacts/${id}`, { city: 'Bonn' });
  clock.advance(heartbeatMs - 1);
  await server.app.keepHouse();
  assert.equal(stream.lastId(), ready);
  clock.advance(1);
  await server.app.keepHouse();
  await stream.until(() => stream.lastId() !== ready);
  assert.match(stream.text(), /\n\n: \nid: \S+\n\n$/);
  assert.deepEqual(typesOf(stream), []);
  await call('POST', `/contacts/${id}/notes`, { body: 'note' });
  const again = await hear({ query: '?type=note.created', lastEventId: stream.lastId() });
  await again.until(has('note.created'));
  again.leave();
  stream.leave();
});

test('its headers keep it from caches, buffers and other origins; HEAD has no body', async () => {
  const { hear, call, tenant } = await place();
  const origin = 'https://app.example';
  const stream = await hear({ headers: { origin, accept: 'text/event-stream' } });
  assert.partialDeepStrictEqual(stream.headers, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': origin,
    'x-groundlevel-compatibility': 'documented',
    'transfer-encoding': 'chunked',
  });
  assert.equal(stream.headers['content-encoding'], undefined);
  stream.leave();
  const head = await call('HEAD', '/api/events/stream');
  assert.equal(head.status, 200);
  assert.equal(head.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(head.text, '');
  const none = await fetch(`${server.baseUrl}/api/events/stream?after=none`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${tenant.token}` },
  });
  assert.equal(none.status, 422);
});

test(`an integration has at most ${mostOfIntegration} streams, and its places come back`, async () => {
  const { hear, call } = await place();
  const streams = await Promise.all(Array.from({ length: mostOfIntegration }, () => hear()));
  for (const each of streams) await each.until(has('ready'));
  const refused = await call('GET', '/api/events/stream');
  assert.deepEqual([refused.status, refused.body.code], [429, 'too_many_streams']);
  assert.equal(refused.headers.get('retry-after'), '1');
  for (const each of streams) each.leave();
  let opened = await call('GET', '/api/events/stream');
  // The server hears of each that left in its own time.
  while (opened.status === 429) opened = await call('GET', '/api/events/stream');
  assert.equal(opened.status, 200);
});

test('nothing of all this is a fault', () => assert.deepEqual(server.faults, []));
