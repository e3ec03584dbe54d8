import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clockAt } from '../support/clock.ts';
import { type TestServer, startServer } from '../support/server.ts';

const clock = clockAt(Date.parse('2026-03-07T12:00:00Z'));
let server: TestServer;
before(async () => {
  server = await startServer({ clock });
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
    const upserted = await call('POST', '/contacts/upsert', { body });
    assert.equal(upserted.status, 200);
    assert.equal(upserted.body['new'], false);
    assert.equal(upserted.body.contact?.id, first.body.contact?.id);
    await call('DELETE', `/contacts/${first.body.contact?.id}`);
  });

  test(`400 names what is malformed, Version ${name}`, async () => {
    const { locationId } = server.own;
    for (const [body, message, field] of [
      [{ locationId: '' }, 'locationId should not be empty', 'locationId'],
      [{ locationId: 1 }, 'locationId must be a string', 'locationId'],
      [undefined, 'The request needs a JSON object as its body', undefined],
      [`{"locationId":"${locationId}"`, /not valid JSON: it ends too early/, undefined],
    ] as const) {
      const answer = await call('POST', '/contacts', { body });
      assert.equal(answer.status, 400);
      assert.equal(answer.body.statusCode, 400);
      const said = String(answer.body.message);
      if (typeof message === 'string') assert.equal(said, message);
      else assert.match(said, message);
      assert.equal(answer.body.fields?.[0]?.field, field);
    }
  });

  test(`401 for a token that is missing, expired, revoked or short of its scope, ${name}`, async () => {
    const { locationId } = server.own;
    const grant = (extra: { expiresAt?: string; scopes?: string[] } = {}) =>
      server.integration(locationId, { scopes: ['contacts'], ...extra });
    const expiring = await grant({ expiresAt: new Date(clock.now() + 60_000).toISOString() });
    const revoked = await grant();
    const read = (token: string | null) => call('GET', '/contacts/none', { token });
    for (const { token } of [expiring, revoked]) assert.equal((await read(token)).status, 404);
    clock.advance(60_000);
    const path = `/api/locations/${locationId}/integrations/${revoked.id}`;
    await call('DELETE', path, { token: server.managementToken });
    for (const token of [expiring.token, revoked.token]) {
      const refused = await read(token);
      assert.equal(refused.status, 401);
      assert.equal(refused.body.statusCode, 401);
      assert.equal(refused.body.message, 'Invalid Private Integration token');
    }
    const missing = await read(null);
    assert.equal(missing.status, 401);
    assert.match(String(missing.body.message), /Authorization header/);
    const { token } = await grant({ scopes: ['locations.readonly'] });
    const scopeless = await read(token);
    assert.equal(scopeless.status, 401);
    assert.equal(scopeless.body.message, 'The token is not authorized for this scope.');
    assert.deepEqual(scopeless.body['requiredScopes'], ['contacts.readonly']);
  });

  test(`422 names the field of a duplicate and each field that is wrong, Version ${name}`, async () => {
    const { locationId } = server.own;
    const body = { locationId, firstName: 'Jane', phone };
    const first = await call('POST', '/contacts', { body });
    const second = await call('POST', '/contacts', { body: { locationId, phone: '555-123-4567' } });
    assert.equal(second.status, 422);
    assert.deepEqual(second.body.meta, {
      contactId: first.body.contact?.id,
      contactName: 'Jane',
      matchingField: 'phone',
    });
    await call('DELETE', `/contacts/${first.body.contact?.id}`);
    const values = await call('POST', '/contacts', {
      body: { locationId, email: 'none', phone: '12' },
    });
    assert.equal(values.status, 422);
    assert.equal(values.body.statusCode, 422);
    assert.deepEqual(
      values.body.fields?.map(({ field }) => field),
      ['email', 'phone'],
    );
  });
}
