import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { mostIntegrations } from '../../contract/bounds.ts';
import { clockAt } from '../support/clock.ts';
import { untraced } from '../support/answers.ts';
import { type Answer, type TestServer, startServer } from '../support/server.ts';

const start = Date.parse('2026-03-07T12:00:00Z');
const clock = clockAt(start);
let server: TestServer;
let collection = '';
before(async () => {
  // The server's own housekeeping runs when a test says so.
  mock.timers.enable({ apis: ['setInterval'] });
  server = await startServer({ clock });
  collection = `/api/locations/${server.own.locationId}/integrations`;
});
after(async () => {
  await server.close();
  mock.timers.reset();
});

type Integration = Record<string, unknown> & { id: string };
const manage = (method: string, path: string, body?: unknown, headers = {}): Promise<Answer> =>
  server.call(method, path, { token: server.managementToken, body, headers });
function integrationOf(answer: Answer, status = 200): Integration {
  assert.equal(answer.status, status, answer.text);
  return answer.body['integration'] as Integration;
}
async function create(body: object = {}): Promise<{ id: string; path: string; token: string }> {
  const made = await manage('POST', collection, { name: 'App', scopes: ['contacts'], ...body });
  const { id } = integrationOf(made, 201);
  return { id, path: `${collection}/${id}`, token: String(made.body['token']) };
}
async function rotate(path: string, expirePrevious?: 'now' | 'later'): Promise<string> {
  const rotated = await manage('POST', `${path}/rotate`, expirePrevious && { expirePrevious });
  integrationOf(rotated);
  return String(rotated.body['token']);
}
/** Whether a token is taken, on the next request. */
async function works(token: string): Promise<boolean> {
  const { status, body } = await server.call('GET', '/contacts/none', { token });
  if (status === 401) assert.equal(body.message, 'Invalid Private Integration token');
  return status !== 401;
}
const days = (count: number): number => count * 86_400_000;
const iso = (at: number): string => new Date(at).toISOString();

test('the token is in the reply to its creation, and in no other reply', async () => {
  const sent = { name: ' My app ', description: 'For tests', scopes: ['contacts', 'contacts'] };
  const made = await manage('POST', collection, sent);
  const integration = integrationOf(made, 201);
  const token = String(made.body['token']);
  assert.match(token, /^pit-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual(integration, {
    id: integration.id,
    locationId: server.own.locationId,
    name: 'My app',
    description: 'For tests',
    scopes: ['contacts'],
    compatibility: null,
    status: 'active',
    createdAt: iso(clock.now()),
    updatedAt: iso(clock.now()),
    lastUsedAt: null,
    expiresAt: null,
    tokenHint: token.slice(-4),
    rotation: null,
  });
  assert.ok(await works(token));
  for (const path of [collection, `${collection}/${integration.id}`, '/api/events']) {
    const shown = await manage('GET', `${path}?locationId=${server.own.locationId}`);
    assert.equal(shown.status, 200);
    assert.ok(!shown.text.includes(token), path);
  }
  assert.deepEqual(
    integrationOf(await manage('GET', `${collection}/${integration.id}`)),
    integration,
  );
});

test('the newest is first in the list, which has this location’s alone', async () => {
  const { locationId } = await server.tenant();
  const path = `/api/locations/${locationId}/integrations`;
  const names = ['One', 'Two', 'Three'];
  for (const name of names) await manage('POST', path, { name, scopes: ['contacts.readonly'] });
  const listed = await manage('GET', path);
  const { integrations, meta } = untraced(listed) as {
    integrations: Integration[];
    meta: unknown;
  };
  assert.deepEqual(
    integrations.map(({ name }) => name),
    ['Three', 'Two', 'One', 'Test'],
  );
  assert.deepEqual(meta, { total: 4 });
});

test('name, description, scopes and compatibility change while the token stays', async () => {
  const { path, token } = await create({ scopes: ['contacts.readonly'] });
  clock.advance(1000);
  const write = () =>
    server.call('POST', '/contacts', { token, body: { locationId: server.own.locationId } });
  assert.equal((await write()).status, 401);
  const changed = integrationOf(
    await manage('PUT', path, { name: 'Renamed', description: 'New', scopes: ['contacts.write'] }),
  );
  assert.deepEqual(
    [changed['name'], changed['description'], changed['scopes'], changed['updatedAt']],
    ['Renamed', 'New', ['contacts.write'], iso(clock.now())],
  );
  assert.equal((await write()).status, 201, 'from the next request on');
  assert.equal((await server.call('GET', '/contacts/none', { token })).status, 401);
  const observed = integrationOf(await manage('PUT', path, { compatibility: 'observed' }));
  assert.deepEqual([observed['compatibility'], observed['name']], ['observed', 'Renamed']);
  const answer = await write();
  assert.equal(answer.headers.get('x-groundlevel-compatibility'), 'observed');
});

test('a rotation now ends the old token at once', async () => {
  for (const how of [undefined, 'now'] as const) {
    const { path, token } = await create();
    const fresh = await rotate(path, how);
    assert.deepEqual([await works(token), await works(fresh)], [false, true]);
    const shown = integrationOf(await manage('GET', path));
    assert.deepEqual([shown['tokenHint'], shown['rotation']], [fresh.slice(-4), null]);
  }
});

test('a rotation later leaves both valid for 7 days', async () => {
  const { path, token } = await create();
  const at = clock.now();
  const fresh = await rotate(path, 'later');
  const rotation = {
    previousTokenHint: token.slice(-4),
    previousTokenExpiresAt: iso(at + days(7)),
  };
  const shown = integrationOf(await manage('GET', path));
  assert.deepEqual([shown['tokenHint'], shown['rotation']], [fresh.slice(-4), rotation]);
  const again = await manage('POST', `${path}/rotate`, { expirePrevious: 'later' });
  assert.deepEqual([again.status, again.body.code], [409, 'rotation_in_progress']);
  clock.advance(days(7) - 1);
  assert.deepEqual([await works(token), await works(fresh)], [true, true]);
  clock.advance(1);
  assert.deepEqual([await works(token), await works(fresh)], [false, true]);
  assert.equal(integrationOf(await manage('GET', path))['rotation'], null);
});

test('a rotation now within a rotation later ends both older tokens', async () => {
  const { path, token } = await create();
  const second = await rotate(path, 'later');
  const third = await rotate(path, 'now');
  assert.deepEqual(
    [await works(token), await works(second), await works(third)],
    [false, false, true],
  );
});

test('a cancelled rotation ends the new token at once and keeps the old one for good', async () => {
  const { path, token } = await create();
  const fresh = await rotate(path, 'later');
  const cancelled = integrationOf(await manage('POST', `${path}/cancel-rotation`));
  assert.deepEqual([cancelled['rotation'], cancelled['tokenHint']], [null, token.slice(-4)]);
  assert.deepEqual([await works(token), await works(fresh)], [true, false]);
  clock.advance(days(8));
  assert.ok(await works(token));
  const none = await manage('POST', `${path}/cancel-rotation`);
  assert.deepEqual([none.status, none.body.code], [409, 'rotation_not_found']);
  // A rotation that ran out cannot be cancelled: the old token has ended.
  const second = await rotate(path, 'later');
  clock.advance(days(7));
  assert.equal((await manage('POST', `${path}/cancel-rotation`)).status, 409);
  assert.deepEqual([await works(token), await works(second)], [false, true]);
});

test('a revoked integration is refused at once, with both tokens of a rotation, for good', async () => {
  const { id, path, token } = await create();
  const fresh = await rotate(path, 'later');
  const revoked = integrationOf(await manage('DELETE', path));
  assert.equal(revoked['status'], 'revoked');
  assert.deepEqual([await works(token), await works(fresh)], [false, false]);
  clock.advance(1000);
  assert.deepEqual(integrationOf(await manage('DELETE', path)), revoked, 'twice changes nothing');
  for (const [method, sub, body] of [
    ['PUT', '', { name: 'New' }],
    ['POST', '/rotate', undefined],
    ['POST', '/cancel-rotation', undefined],
  ] as const) {
    const refused = await manage(method, path + sub, body);
    assert.equal(refused.status, 409);
    assert.equal(refused.body.message, `Private Integration with id ${id} is revoked`);
  }
  assert.equal(integrationOf(await manage('GET', path))['status'], 'revoked');
});

test('an integration ends when it expires, and goes on when its expiry is moved', async () => {
  const expiresAt = iso(clock.now() + days(1));
  const { path, token } = await create({ expiresAt });
  clock.advance(days(1) - 1);
  assert.ok(await works(token));
  clock.advance(1);
  assert.ok(!(await works(token)));
  const shown = integrationOf(await manage('GET', path));
  assert.deepEqual([shown['status'], shown['expiresAt']], ['expired', expiresAt]);
  integrationOf(await manage('PUT', path, { expiresAt: iso(clock.now() + 1) }));
  assert.ok(await works(token));
  clock.advance(1);
  assert.ok(!(await works(token)));
  integrationOf(await manage('PUT', path, { expiresAt: null }));
  assert.ok(await works(token));
});

test('the last use is kept, without a write for each request', async () => {
  const { path, token } = await create();
  const lastUsedAt = async () => integrationOf(await manage('GET', path))['lastUsedAt'];
  for (let each = 0; each < 5; each += 1) {
    clock.advance(1000);
    await works(token);
  }
  assert.equal(await lastUsedAt(), null, 'nothing is written yet');
  const used = clock.now();
  mock.timers.tick(5000);
  let shown = await lastUsedAt();
  for (let turn = 0; shown === null && turn < 1000; turn += 1) shown = await lastUsedAt();
  assert.equal(shown, iso(used));
});

test('what is wrong is named, and nothing is made', async () => {
  const total = async () => (await manage('GET', collection)).body.meta?.['total'];
  const before = await total();
  const faults: [body: object, fields: string[]][] = [
    [{ name: undefined }, ['name']],
    [{ name: '  ' }, ['name']],
    [{ scopes: undefined }, ['scopes']],
    [{ scopes: [] }, ['scopes']],
    [{ scopes: ['contacts', 'everything'] }, ['scopes']],
    [{ scopes: ['locations.write'] }, ['scopes']],
    [{ compatibility: 'strict' }, ['compatibility']],
    [{ expiresAt: 'never' }, ['expiresAt']],
    [{ expiresAt: iso(clock.now()) }, ['expiresAt']],
    [{ name: '', scopes: 'contacts' }, ['name', 'scopes']],
  ];
  for (const [fault, fields] of faults) {
    const answer = await manage('POST', collection, { name: 'A', scopes: ['contacts'], ...fault });
    assert.equal(answer.status, 422, answer.text);
    assert.deepEqual(
      answer.body.fields?.map(({ field }) => field),
      fields,
    );
  }
  assert.equal(await total(), before);
});

test("an integration is found at its own location's path alone", async () => {
  const { path } = await create();
  const elsewhere = path.replace(server.own.locationId, server.other.locationId);
  for (const [method, target] of [
    ['GET', elsewhere],
    ['PUT', elsewhere],
    ['DELETE', elsewhere],
    ['POST', `${elsewhere}/rotate`],
    ['GET', `${collection}/none`],
  ] as const) {
    const body = method === 'PUT' ? { name: 'New' } : undefined;
    const answer = await manage(method, target, body);
    assert.deepEqual([answer.status, answer.body.code], [404, 'integration_not_found']);
  }
  assert.equal(integrationOf(await manage('GET', path))['status'], 'active');
});

test('no file of the server holds a token, a replayed one neither', async () => {
  const { path, token } = await create();
  const key = { 'idempotency-key': 'rotate-once' };
  const first = await manage('POST', `${path}/rotate`, {}, key);
  const again = await manage('POST', `${path}/rotate`, {}, key);
  assert.equal(again.body['token'], first.body['token']);
  assert.equal(again.headers.get('idempotency-replayed'), 'true');
  const tokens = [token, String(first.body['token']), server.own.token, server.managementToken];
  let stored = '';
  for (const [name, bytes] of server.inside.everyFile()) {
    stored += bytes.toString('latin1');
    for (const each of tokens) assert.ok(!bytes.includes(each), name);
  }
  assert.ok(stored.includes('My app'), 'what is looked through is the data');
});

test('a deleted integration is gone with its tokens; what it did stays in the history', async () => {
  const { id, path, token } = await create({ name: 'Short-lived' });
  const later = await rotate(path, 'later');
  const key = { 'idempotency-key': 'once' };
  const { locationId } = server.own;
  const sent = { token, body: { locationId }, headers: key };
  const made = await server.call('POST', '/contacts/', sent);
  assert.equal(made.status, 201);
  const gone = await manage('DELETE', `${path}/permanently`);
  assert.equal(gone.status, 200, gone.text);
  assert.deepEqual([await works(token), await works(later)], [false, false]);
  for (const [method, target] of [
    ['GET', path],
    ['DELETE', path],
    ['DELETE', `${path}/permanently`],
  ] as const) {
    assert.equal((await manage(method, target)).body.code, 'integration_not_found');
  }
  const listed = await manage('GET', collection);
  assert.ok(!listed.text.includes(id));
  const contactId = (made.body['contact'] as { id: string }).id;
  const history = await server.call('GET', `/api/contacts/${contactId}/events`, {
    token: server.own.token,
  });
  assert.ok(history.text.includes(id), history.text);
});

test('a location has so many integrations and no more; one that is deleted makes room', async () => {
  const location = await server.tenant(['contacts']);
  const own = `/api/locations/${location.locationId}/integrations`;
  const { body } = await manage('GET', own);
  const { total } = body['meta'] as { total: number };
  const add = () => manage('POST', own, { name: 'One of many', scopes: ['contacts'] });
  const made = await Promise.all(Array.from({ length: mostIntegrations - total }, add));
  const [{ id: last = '' } = { id: '' }] = made.map((each) => integrationOf(each, 201));
  assert.equal(
    ((await manage('GET', own)).body['integrations'] as unknown[]).length,
    mostIntegrations,
  );
  const refused = await add();
  assert.equal(refused.status, 422);
  assert.equal(refused.body.code, 'limit_reached');
  assert.equal(refused.body.message, 'A location has at most 1,000 Private Integrations');
  await manage('DELETE', `${own}/${last}/permanently`);
  integrationOf(await add(), 201);
});
