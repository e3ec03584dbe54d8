import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestServer, startServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await startServer();
  for (let each = 0; each < 50; each += 1) {
    const made = await server.call('POST', '/contacts', {
      body: { locationId: server.own.locationId, email: `other${each}@example.com` },
    });
    assert.equal(made.status, 201);
  }
});
after(() => server.close());

const jane = 'jane@example.com';
const phone = '+15551234567';

for (const version of [undefined, '2021-07-28', 'v3']) {
  const name = version ?? 'none';
  const call: TestServer['call'] = (method, path, options = {}) =>
    server.call(method, path, { ...options, ...(version !== undefined && { version }) });

  test(`the five steps, Version ${name}`, async () => {
    const { locationId } = server.own;
    const sent = {
      locationId,
      firstName: 'Jane',
      lastName: 'Smith',
      email: jane,
      phone,
      tags: ['api-test'],
      source: 'API',
    };
    const created = await call('POST', '/contacts', { body: sent });
    assert.equal(created.status, 201);
    const { contact } = created.body;
    assert.ok(contact);
    for (const [field, value] of Object.entries(sent)) assert.deepEqual(contact[field], value);
    assert.ok(!Number.isNaN(Date.parse(String(contact['dateAdded']))));

    const read = await call('GET', `/contacts/${contact.id}`);
    assert.equal(read.status, 200);
    assert.equal(read.body.contact?.['email'], jane);

    const changed = await call('PUT', `/contacts/${contact.id}`, { body: { lastName: 'Updated' } });
    assert.equal(changed.status, 200);
    assert.equal(changed.body.contact?.['lastName'], 'Updated');
    assert.equal(changed.body.contact?.['firstName'], 'Jane');

    for (const search of [
      `query=${jane}`,
      `email=${jane}`,
      jane,
      `query=${encodeURIComponent(jane)}`,
      `email=${encodeURIComponent(jane)}`,
      encodeURIComponent(jane),
    ]) {
      const found = await call('GET', `/contacts?locationId=${locationId}&${search}`);
      assert.equal(found.status, 200, search);
      assert.deepEqual(
        found.body.contacts?.map((each) => each.id),
        [contact.id],
        search,
      );
      assert.equal(found.body.meta?.['total'], 1);
    }

    const deleted = await call('DELETE', `/contacts/${contact.id}`);
    assert.equal(deleted.status, 200);
    assert.equal(deleted.body[version === 'v3' ? 'succeeded' : 'succeded'], true);
    assert.equal((await call('GET', `/contacts/${contact.id}`)).status, 404);
  });

  test(`400, 401 and 422 name what is wrong, Version ${name}`, async () => {
    const { locationId } = server.own;
    const missing = await call('POST', '/contacts', { body: { firstName: 'Jane' } });
    assert.equal(missing.status, 400);
    assert.equal(missing.body.statusCode, 400);
    assert.match(String(missing.body.message), /locationId/);
    assert.equal(missing.body.fields?.[0]?.field, 'locationId');

    const wrong = await call('POST', '/contacts', {
      token: 'pit-00000000-0000-4000-8000-000000000000',
      body: { locationId },
    });
    assert.equal(wrong.status, 401);
    assert.equal(wrong.body.statusCode, 401);
    assert.match(String(wrong.body.message), /token/);

    const body = { locationId, email: 'twice@example.com' };
    const first = await call('POST', '/contacts', { body });
    assert.equal(first.status, 201);
    const second = await call('POST', '/contacts', { body });
    assert.equal(second.status, 422);
    assert.equal(second.body.statusCode, 422);
    assert.match(String(second.body.message), /duplicated contacts/);
    assert.equal(second.body.meta?.['contactId'], first.body.contact?.id);
    assert.equal(second.body.meta?.['matchingField'], 'email');

    const bad = await call('POST', '/contacts', { body: { locationId, email: 'no address' } });
    assert.equal(bad.status, 422);
    assert.equal(bad.body.fields?.[0]?.field, 'email');
    await call('DELETE', `/contacts/${first.body.contact?.id}`);
  });
}
