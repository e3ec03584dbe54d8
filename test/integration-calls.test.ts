import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { systemClock } from '../src/lib/clock.ts';
import { type Answer, type TestServer, startServer } from './support/server.ts';
import { withFile } from './support/soundness.ts';

let server: TestServer;
before(async () => {
  // The server does by itself only what it is told to.
  mock.timers.enable({ apis: ['setInterval'] });
  server = await startServer();
});
after(async () => {
  mock.timers.reset();
  await server.close();
});

type Call = { at: string; method: string; route: string; status: number };
type Calls = { calls: Call[]; meta: { nextCursor: string | null; more: boolean } };

const manage = (method: string, path: string): Promise<Answer> =>
  server.call(method, path, { token: server.managementToken });

async function create(scopes: string[]): Promise<{ path: string; token: string }> {
  const collection = `/api/locations/${server.own.locationId}/integrations`;
  const body = { name: 'Logged', scopes };
  const made = await server.call('POST', collection, { token: server.managementToken, body });
  const { id } = made.body['integration'] as { id: string };
  return { path: `${collection}/${id}`, token: String(made.body['token']) };
}

async function callsOf(path: string, query = ''): Promise<Calls> {
  await server.app.keepHouse();
  const { status, body, text } = await manage('GET', `${path}/calls${query}`);
  assert.equal(status, 200, text);
  return body as unknown as Calls;
}

const rows = (): number =>
  withFile(server.databasePath, (database) =>
    Number(database.prepare('SELECT count(*) AS n FROM integration_calls').get()?.['n']),
  );

test('what an integration calls is kept by its route, and nothing of what it says', async () => {
  const { path, token } = await create(['contacts']);
  const { locationId } = server.own;
  const before = systemClock.now();
  const body = { locationId, firstName: 'Jane', email: 'secret@example.com' };
  const made = await server.call('POST', '/contacts', { token, body });
  const id = made.body.contact?.id;
  await server.call('GET', `/contacts/${id}?expand=customFields.key`, { token });
  await server.call('GET', '/contacts/0Vbvmi8RQJ152YLIksgd', { token });
  await server.call('GET', `/locations/${server.other.locationId}/tags`, { token });
  await server.call('DELETE', `/locations/${locationId}/tags/none`, { token });
  const { calls, meta } = await callsOf(path);
  assert.deepEqual(
    calls.map(({ method, route, status }) => [method, route, status]),
    [
      ['DELETE', '/locations/{locationId}/tags/{tagId}', 404],
      ['GET', '/locations/{locationId}/tags', 403],
      ['GET', '/contacts/{contactId}', 404],
      ['GET', '/contacts/{contactId}', 200],
      ['POST', '/contacts/', 201],
    ],
  );
  assert.deepEqual(meta.more, false);
  for (const { at } of calls) assert.ok(Date.parse(at) >= before - 1000, at);
  const stored = withFile(server.databasePath, (database) =>
    JSON.stringify(database.prepare('SELECT * FROM integration_calls').all()),
  );
  assert.ok(!stored.includes('secret@') && !stored.includes(String(id)), stored);
});

test('they come in pages, the last thousand of each integration and no more', async () => {
  const { path, token } = await create(['contacts']);
  const other = await create(['contacts']);
  await server.call('GET', '/contacts/none', { token: other.token });
  for (let round = 0; round < 3; round += 1) {
    const ask = () => server.call('GET', '/contacts/none', { token });
    for (let at = 0; at < 8; at += 1) await Promise.all(Array.from({ length: 60 }, ask));
    await server.app.keepHouse();
  }
  let seen = 0;
  let cursor = '';
  for (let more = true; more; ) {
    const page = await callsOf(path, `?limit=100${cursor && `&after=${cursor}`}`);
    seen += page.calls.length;
    cursor = page.meta.nextCursor ?? '';
    ({ more } = page.meta);
  }
  assert.equal(seen, 1000);
  assert.equal((await callsOf(other.path)).calls.length, 1);
  const wrong = await manage('GET', `${path}/calls?after=none`);
  assert.deepEqual([wrong.status, wrong.body.fields?.[0]?.field], [422, 'after']);
});

test('they are read with the rights of the integration, and of no other location', async () => {
  const { path, token } = await create(['contacts']);
  await server.call('GET', '/contacts/none', { token });
  await server.app.keepHouse();
  const elsewhere = path.replace(server.own.locationId, server.other.locationId);
  assert.equal((await manage('GET', `${elsewhere}/calls`)).body.code, 'integration_not_found');
  const own = await server.call('GET', `${path}/calls`, { token });
  assert.ok([401, 403].includes(own.status), own.text);
});

test('deleting an integration removes its calls, also those that were not written yet', async () => {
  const { path, token } = await create(['contacts']);
  await server.call('GET', '/contacts/none', { token });
  await server.app.keepHouse();
  const before = rows();
  await server.call('GET', '/contacts/none', { token });
  assert.equal((await manage('DELETE', `${path}/permanently`)).status, 200);
  await server.app.keepHouse();
  assert.equal(rows(), before - 1);
  assert.deepEqual(server.faults, []);
});
