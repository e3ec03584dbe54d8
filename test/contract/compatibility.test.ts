import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clockAt } from '../support/clock.ts';
import { contactOf, untraced } from '../support/answers.ts';
import { type Answer, type Call, type TestServer, startServer } from '../support/server.ts';
import { type World, jane, refusals } from './compatibility-rows.ts';

type Mode = 'documented' | 'observed';
const modes = ['documented', 'observed'] as const;
const version = '2021-07-28';

const clock = clockAt(Date.parse('2026-03-07T12:00:00Z'));
const worlds = new Map<Mode, World>();
let server: TestServer;
before(async () => {
  server = await startServer({ clock });
  for (const mode of modes) worlds.set(mode, await build(mode));
  clock.advance(60_000);
});
after(() => server.close());

async function build(mode: Mode): Promise<World> {
  const { locationId, token } = await server.tenant(['contacts'], mode);
  const grant = async (extra: { scopes?: string[]; expiresAt?: string } = {}) =>
    server.integration(locationId, { scopes: ['contacts'], compatibility: mode, ...extra });
  const expired = await grant({ expiresAt: new Date(clock.now() + 1000).toISOString() });
  const revoked = await grant();
  const path = `/api/locations/${locationId}/integrations/${revoked.id}`;
  assert.equal((await server.call('DELETE', path, { token: server.managementToken })).status, 200);
  const made = { token, version, body: { locationId, ...jane } };
  const { other } = server;
  const foreign = { token: other.token, body: { locationId: other.locationId } };
  return {
    locationId,
    token,
    readOnly: (await grant({ scopes: ['contacts.readonly'] })).token,
    expired: expired.token,
    revoked: revoked.token,
    contactId: contactOf(await server.call('POST', '/contacts', made), 201).id,
    foreignLocationId: other.locationId,
    foreignContactId: contactOf(await server.call('POST', '/contacts', foreign), 201).id,
  };
}

function worldOf(mode: Mode): World {
  const world = worlds.get(mode);
  assert.ok(world);
  return world;
}

/** As the location's own integration, with a version, as both modes accept it. */
async function ask(mode: Mode, method: string, path: string, options: Call = {}): Promise<Answer> {
  return server.call(method, path, { token: worldOf(mode).token, version, ...options });
}

for (const mode of modes) {
  for (const row of refusals) {
    test(`${row.name}, ${mode}`, async () => {
      const world = worldOf(mode);
      const expected = row[mode](world);
      const answer = await ask(mode, ...row.request(world));
      assert.equal(answer.status, expected.status, answer.text);
      assert.deepEqual(untraced(answer), expected.body);
      const anonymous = row.request(world)[2]?.token !== undefined;
      if (!anonymous) assert.equal(answer.headers.get('x-groundlevel-compatibility'), mode);
    });
  }

  test(`a duplicate on update names the other contact and changes nothing, ${mode}`, async () => {
    const { locationId, contactId } = worldOf(mode);
    const body = { locationId, email: 'other@example.com', city: 'Bonn' };
    const { id } = contactOf(await ask(mode, 'POST', '/contacts', { body }), 201);
    const answer = await ask(mode, 'PUT', `/contacts/${id}`, {
      body: { email: jane.email, city: 'Rome' },
    });
    assert.equal(answer.status, mode === 'documented' ? 422 : 400);
    assert.deepEqual(answer.body.meta, {
      contactId,
      contactName: 'Jane Smith',
      matchingField: 'email',
    });
    const kept = contactOf(await ask(mode, 'GET', `/contacts/${id}`));
    assert.deepEqual([kept['email'], kept['city']], [body.email, body.city]);
  });
}

test('documented: unknown body properties are accepted and named', async () => {
  const { locationId, contactId } = worldOf('documented');
  const body = { locationId, firstName: 'Ann', favouriteColour: 'red', favouriteTree: 'oak' };
  const made = await ask('documented', 'POST', '/contacts', { body });
  assert.equal(contactOf(made, 201)['firstName'], 'Ann');
  assert.equal(contactOf(made, 201)['favouriteColour'], undefined);
  assert.deepEqual(made.body.warnings, [
    'property favouriteColour is not known and was ignored',
    'property favouriteTree is not known and was ignored',
  ]);
  const changed = await ask('documented', 'PUT', `/contacts/${contactId}`, {
    body: { nickname: 'J' },
  });
  assert.equal(changed.status, 200);
  assert.deepEqual(changed.body.warnings, ['property nickname is not known and was ignored']);
});

test('observed: unknown body properties are refused, all in one list, and nothing is made', async () => {
  const { locationId } = worldOf('observed');
  const body = { locationId, email: 'unmade@example.com', a: 1, b: 2, dnd: 'yes' };
  const answer = await ask('observed', 'POST', '/contacts', { body });
  assert.equal(answer.status, 422);
  assert.deepEqual(untraced(answer), {
    statusCode: 422,
    message: ['property a should not exist', 'property b should not exist', 'dnd must be boolean'],
    error: 'Unprocessable Entity',
  });
  const found = await ask('observed', 'GET', `/contacts/?locationId=${locationId}&query=unmade`);
  assert.equal(found.body.meta?.['total'], 0);
});

test('documented: an update takes companyName, gender and its own locationId', async () => {
  const { locationId, contactId } = worldOf('documented');
  const body = { locationId, companyName: 'Acme', gender: 'female' };
  const changed = await ask('documented', 'PUT', `/contacts/${contactId}`, { body });
  const contact = contactOf(changed);
  assert.deepEqual([contact['companyName'], contact['gender']], ['Acme', 'female']);
  assert.equal(changed.body.warnings, undefined);
  const { foreignLocationId } = worldOf('documented');
  const foreign = await ask('documented', 'PUT', `/contacts/${contactId}`, {
    body: { locationId: foreignLocationId, companyName: 'Other' },
  });
  assert.equal(foreign.status, 403);
  assert.equal(foreign.body['tokenLocationId'], locationId);
});

test('observed: an update refuses companyName, gender and locationId, as published', async () => {
  const { locationId, contactId } = worldOf('observed');
  const body = { locationId, companyName: 'Acme', gender: 'female' };
  const answer = await ask('observed', 'PUT', `/contacts/${contactId}`, { body });
  assert.equal(answer.status, 422);
  assert.deepEqual(answer.body.message, [
    'property locationId should not exist',
    'property companyName should not exist',
    'property gender should not exist',
  ]);
});

test('documented: a limit over the maximum is clamped, with a warning', async () => {
  const { locationId } = worldOf('documented');
  for (const limit of ['101', '500', '9'.repeat(30)]) {
    const path = `/contacts/?locationId=${locationId}&limit=${limit}`;
    const answer = await ask('documented', 'GET', path);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(answer.body.warnings, [`limit ${limit} is over the maximum; 100 is used`]);
  }
});

test('observed: a limit over the maximum is refused', async () => {
  const { locationId } = worldOf('observed');
  for (const limit of ['101', '9'.repeat(30)]) {
    const path = `/contacts/?locationId=${locationId}&limit=${limit}`;
    const answer = await ask('observed', 'GET', path);
    assert.equal(answer.status, 422);
    assert.deepEqual(answer.body.message, ['limit must not be greater than 100']);
  }
});

for (const mode of modes) {
  test(`an unknown query parameter does no harm, ${mode}`, async () => {
    const { locationId } = worldOf(mode);
    const answer = await ask(mode, 'GET', `/contacts/?locationId=${locationId}&colour=red`);
    assert.equal(answer.status, 200);
    assert.ok((answer.body.contacts?.length ?? 0) > 0);
    assert.deepEqual(
      answer.body.warnings,
      mode === 'documented' ? ['query parameter colour is not known and was ignored'] : undefined,
    );
  });
}

test('documented: without a Version header, or with an unknown one, v2 answers', async () => {
  const { token, contactId } = worldOf('documented');
  const body = { dndSettings: { SMS: { status: 'active' } } };
  assert.equal((await ask('documented', 'PUT', `/contacts/${contactId}`, { body })).status, 200);
  const path = `/contacts/${contactId}`;
  const without = await server.call('GET', path, { token });
  assert.deepEqual(contactOf(without)['dndSettings'], body.dndSettings);
  assert.equal(without.body.warnings, undefined);
  const unknown = await server.call('GET', path, { token, version: '2099-01-01' });
  assert.deepEqual(contactOf(unknown)['dndSettings'], body.dndSettings);
  assert.deepEqual(unknown.body.warnings, [
    'The Version header is not a known version; 2021-07-28 is used',
  ]);
});

test('observed: without a Version header, or with an unknown one, 401', async () => {
  const { token, contactId } = worldOf('observed');
  const path = `/contacts/${contactId}`;
  const body = { statusCode: 401, error: 'Unauthorized' };
  const without = await server.call('GET', path, { token });
  assert.deepEqual(untraced(without), { ...body, message: 'version header was not found.' });
  const unknown = await server.call('GET', path, { token, version: '2099-01-01' });
  assert.deepEqual(untraced(unknown), { ...body, message: 'version header is invalid' });
});

for (const mode of modes) {
  test(`every published version is known, ${mode}`, async () => {
    const { token, contactId } = worldOf(mode);
    for (const known of ['2021-04-15', '2021-07-28', '2023-02-21', 'v3', ' v3 ']) {
      const answer = await server.call('GET', `/contacts/${contactId}`, { token, version: known });
      assert.equal(contactOf(answer).id, contactId);
      assert.equal(answer.body.warnings, undefined);
      assert.equal(answer.headers.get('x-groundlevel-compatibility'), mode);
    }
  });

  test(`names keep their case; tags do in documented only, ${mode}`, async () => {
    const { locationId } = worldOf(mode);
    const body = { locationId, firstName: 'McKay', tags: ['VIP Gold', 'vip gold'] };
    const made = contactOf(await ask(mode, 'POST', '/contacts', { body }), 201);
    const tags = mode === 'documented' ? ['VIP Gold'] : ['vip gold'];
    assert.equal(made['firstName'], 'McKay');
    assert.deepEqual(made.tags, tags);
    const again = { body: { locationId, lastName: 'Other', tags: ['vip GOLD', 'New'] } };
    const second = contactOf(await ask(mode, 'POST', '/contacts', again), 201);
    const both = mode === 'documented' ? ['VIP Gold', 'New'] : ['vip gold', 'new'];
    assert.deepEqual(second.tags, both, 'as it was first sent');
    assert.deepEqual(contactOf(await ask(mode, 'GET', `/contacts/${second.id}`)).tags, both);
  });
}
