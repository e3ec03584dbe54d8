import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { manualClock } from '../src/lib/clock.ts';
import { type Listener, has, listen } from './support/listener.ts';
import { runCommand } from './support/process.ts';
import { type Answer, type TestServer, startServer } from './support/server.ts';

const clock = manualClock(Date.parse('2026-03-07T12:00:00Z'));
let server: TestServer;
let manager = '';
before(async () => {
  server = await startServer({ clock });
  const scopes = ['contacts', 'locations.write', 'integrations.readonly', 'integrations.write'];
  manager = (await server.integration(null, { scopes })).token;
});
after(() => server.close());

const manage = async (method: string, path: string, body?: object): Promise<Answer> => {
  const answer = await server.call(method, path, { token: manager, ...(body && { body }) });
  assert.ok(answer.status < 300, answer.text);
  return answer;
};

type Ending = {
  reason: string;
  scopes?: string[];
  expiresAt?: string;
  query?: string;
  /** What is done to the integration, or to its location. */
  act(of: { integration: string; location: string; id: string }): unknown;
};

const soon = new Date(clock.now() + 60_000).toISOString();

const endings: Readonly<Record<string, Ending>> = {
  revoked: {
    reason: 'token_invalid',
    act: ({ integration }) => manage('DELETE', integration),
  },
  deleted: {
    reason: 'token_invalid',
    act: ({ integration }) => manage('DELETE', `${integration}/permanently`),
  },
  rotated: {
    reason: 'token_invalid',
    act: ({ integration }) => manage('POST', `${integration}/rotate`, { expirePrevious: 'now' }),
  },
  'without the scope by now': {
    reason: 'scope_missing',
    act: ({ integration }) => manage('PUT', integration, { scopes: ['contacts.write'] }),
  },
  'without the scope of a type that was asked for': {
    reason: 'scope_missing',
    query: '?type=tag.created',
    act: ({ integration }) => manage('PUT', integration, { scopes: ['contacts.readonly'] }),
  },
  'of a deleted location': {
    reason: 'token_invalid',
    act: ({ location }) => manage('DELETE', location),
  },
  expired: {
    reason: 'token_invalid',
    expiresAt: soon,
    act: () => clock.advance(60_000),
  },
};

/** Milliseconds until the stream is over, after its last event. */
async function endOf(stream: Listener, reason: string): Promise<number> {
  const start = performance.now();
  await stream.over;
  const ms = performance.now() - start;
  const last = stream.heard.at(-1);
  assert.equal(last?.event, 'end', stream.text());
  assert.equal(last.data['reason'], reason);
  assert.equal(last.data['cursor'], stream.lastId());
  return ms;
}

for (const [what, { reason, scopes = ['contacts'], expiresAt, query, act }] of Object.entries(
  endings,
)) {
  test(`the stream of a token that is ${what} ends within a second, and others go on`, async (t) => {
    const { locationId, token: other } = await server.tenant();
    const made = await server.integration(locationId, { scopes, ...(expiresAt && { expiresAt }) });
    const { token, id } = made;
    const [stream, stopped, bystander] = await Promise.all([
      listen(server.baseUrl, { token, ...(query !== undefined && { query }) }),
      listen(server.baseUrl, { token }),
      listen(server.baseUrl, { token: other }),
    ]);
    for (const each of [stream, stopped, bystander]) await each.until(has('ready'));
    stopped.pause();
    const location = `/locations/${locationId}`;
    await act({ integration: `/api/locations/${locationId}/integrations/${id}`, location, id });
    const ms = await endOf(stream, reason);
    t.diagnostic(`${Math.round(ms)} ms`);
    assert.ok(ms < 1000, `${ms} ms`);
    const again = await server.call('GET', '/api/events/stream', { token, ...(query && {}) });
    if (query === undefined) assert.equal(again.status, 401);
    if (what !== 'of a deleted location') {
      const body = { locationId, firstName: 'Jane' };
      await server.call('POST', '/contacts', { token: other, body });
      await bystander.until(has('contact.created'));
      assert.ok(!stream.heard.some(({ event }) => event === 'contact.created'));
    }
    for (const each of [stopped, bystander]) each.leave();
  });
}

test('a management token’s stream of a location ends when the location is deleted', async (t) => {
  const { locationId } = await server.tenant();
  const query = `?locationId=${locationId}`;
  const stream = await listen(server.baseUrl, { token: manager, query });
  await stream.until(has('ready'));
  await manage('DELETE', `/locations/${locationId}`);
  const ms = await endOf(stream, 'location_not_found');
  t.diagnostic(`${Math.round(ms)} ms`);
  assert.ok(ms < 1000, `${ms} ms`);
});

test('a scope that a token gets or loses counts from then on, without an end', async () => {
  const { locationId, token: owner } = await server.tenant();
  const { token, id } = await server.integration(locationId, { scopes: ['contacts.readonly'] });
  const integration = `/api/locations/${locationId}/integrations/${id}`;
  const stream = await listen(server.baseUrl, { token });
  await stream.until(has('ready'));
  const tag = (name: string) =>
    server.call('POST', `/locations/${locationId}/tags`, { token: owner, body: { name } });
  // What is told comes in order: once this contact is, what was before it has been passed over.
  const passContact = async (count: number): Promise<void> => {
    await server.call('POST', '/contacts', { token: owner, body: { locationId } });
    const isContact = ({ event }: { event: string }): boolean => event === 'contact.created';
    await stream.until(({ heard }) => heard.filter(isContact).length === count);
  };
  await tag('unseen');
  await passContact(1);
  await manage('PUT', integration, { scopes: ['contacts.readonly', 'locations/tags.readonly'] });
  await tag('seen');
  await stream.until(has('tag.created'));
  await manage('PUT', integration, { scopes: ['contacts.readonly'] });
  await tag('unseen, too');
  await passContact(2);
  const heard = stream.heard.slice(1).map(({ event, data }) => {
    const { name } = (data['after'] ?? {}) as { name?: string };
    return [event, event === 'tag.created' ? name : undefined];
  });
  assert.deepEqual(heard, [
    ['contact.created', undefined],
    ['tag.created', 'seen'],
    ['contact.created', undefined],
  ]);
  stream.leave();
});

test('what another process writes to the same file is told, too', async () => {
  const { locationId } = server.own;
  const query = `?locationId=${locationId}&type=integration.created`;
  const stream = await listen(server.baseUrl, { token: manager, query });
  await stream.until(has('ready'));
  const args = ['token', 'create', '--name', 'Elsewhere', '--location', locationId, '--json'];
  const { code, stdout, stderr } = await runCommand(args, { folder: server.folder });
  assert.equal(code, 0, stderr);
  await stream.until(has('integration.created'));
  const { integration } = JSON.parse(stdout) as { integration: { id: string } };
  assert.equal(stream.heard.at(-1)?.data['recordId'], integration.id);
  stream.leave();
});

test('a server that stops ends every stream at once, also one that nobody reads', async (t) => {
  const own = await startServer();
  const { token } = own.own;
  const streams = await Promise.all(
    Array.from({ length: 20 }, () => listen(own.baseUrl, { token })),
  );
  for (const each of streams) await each.until(has('ready'));
  const start = performance.now();
  const [stopped, ...others] = streams;
  stopped?.pause();
  const closed = own.close();
  for (const each of others) await endOf(each, 'shutdown');
  await closed;
  const ms = performance.now() - start;
  t.diagnostic(`${Math.round(ms)} ms`);
  assert.ok(ms < 5000, `${ms} ms`);
  assert.deepEqual(own.faults, []);
  stopped?.leave();
});

test('nothing of all this is a fault', () => assert.deepEqual(server.faults, []));
