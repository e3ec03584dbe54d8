import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { operations } from '../../contract/operations.ts';
import { contactOf, idsOf } from '../support/answers.ts';
import { type Call, type Tenant, type TestServer, sharedServer } from '../support/server.ts';

const modes = ['documented', 'observed'] as const;
const tenants = new Map<string, Tenant>();
let server: TestServer;
before(async () => {
  server = await sharedServer();
  for (const mode of modes) tenants.set(mode, await server.tenant(['contacts'], mode));
});
after(() => server.close());

for (const mode of modes) {
  const tenant = (): Tenant => {
    const found = tenants.get(mode);
    assert.ok(found);
    return found;
  };
  const ask = (method: string, path: string, options: Call = {}) =>
    server.call(method, path, { token: tenant().token, version: '2021-07-28', ...options });
  const create = async (body: object = {}) => {
    const { locationId } = tenant();
    const named = { locationId, firstName: 'Jane', ...body };
    const made = await ask('POST', '/contacts', { body: named });
    return contactOf(made, 201);
  };
  const json = { 'content-type': 'application/json' };

  test(`every path may end with a slash or without, ${mode}`, async () => {
    const { id } = await create();
    for (const { method, path } of operations) {
      const { locationId } = tenant();
      const filled = path
        .replace('{contactId}', id)
        .replace('{locationId}', locationId)
        .replaceAll(/\{\w+\}/g, 'none');
      const bare = filled.replace(/\/$/, '');
      const query = `?locationId=${locationId}`;
      // DELETE last: the first of its two answers would take the contact away.
      if (method === 'DELETE' && path.includes('{contactId}')) continue;
      const [without, withSlash] = [
        await ask(method, `${bare}${query}`),
        await ask(method, `${bare}/${query}`),
      ];
      assert.equal(withSlash.status, without.status, `${method} ${path}`);
      assert.ok(!withSlash.text.includes('Cannot '), `${method} ${path}`);
    }
    assert.equal((await ask('DELETE', `/contacts/${id}/`)).status, 200);
  });

  test(`an empty body that says it is JSON does no harm on GET and DELETE, ${mode}`, async () => {
    const { id } = await create();
    assert.equal((await ask('GET', `/contacts/${id}`, { headers: json })).status, 200);
    assert.equal((await ask('DELETE', `/contacts/${id}`, { headers: json, body: '' })).status, 200);
  });

  test(`a JSON body on DELETE is passed over, ${mode}`, async () => {
    const { id } = await create();
    const body = { locationId: tenant().locationId, reason: 'test' };
    const deleted = await ask('DELETE', `/contacts/${id}`, { body });
    assert.equal(deleted.status, 200);
    assert.equal(deleted.body['succeded'], true);
  });

  test(`a media type with parameters, or another one of JSON, is JSON, ${mode}`, async () => {
    const { locationId } = tenant();
    for (const type of [
      'application/json; charset=utf-8',
      'Application/JSON',
      'application/vnd.api+json',
    ]) {
      const headers = { 'content-type': type };
      const made = await ask('POST', '/contacts', {
        headers,
        body: { locationId, firstName: 'Jane' },
      });
      assert.equal(made.status, 201, type);
    }
  });

  test(`a custom field goes by id, key or contact.key, its value by three names, ${mode}`, async () => {
    const customFields = [
      { id: 'one', field_value: 'a' },
      { id: 'two', fieldValue: 'b' },
      { id: 'three', value: 'c' },
      { key: 'four', field_value: 'd' },
      { key: 'contact.five', value: 'e' },
      { id: 'six', key: 'contact.other', fieldValue: 'f' },
    ];
    const contact = await create({ customFields });
    assert.deepEqual(contact['customFields'], [
      { id: 'one', value: 'a' },
      { id: 'two', value: 'b' },
      { id: 'three', value: 'c' },
      { id: 'four', value: 'd' },
      { id: 'five', value: 'e' },
      { id: 'six', value: 'f' },
    ]);
  });

  test(`extra query parameters on GET do no harm, ${mode}`, async () => {
    const { id } = await create();
    const { locationId } = tenant();
    for (const path of [
      `/contacts/${id}?locationId=${locationId}&expand=all`,
      `/contacts/?locationId=${locationId}&expand=all`,
      `/contacts/search/duplicate?locationId=${locationId}&email=x@example.com&expand=all`,
      `/locations/${locationId}?expand=all`,
      `/api/events?locationId=${locationId}&expand=all`,
      `/api/contacts/${id}/events?expand=all`,
    ]) {
      const answer = await ask('GET', path);
      assert.equal(answer.status, 200, path);
      const warned = answer.body.warnings?.some((each) => each.includes('expand')) ?? false;
      assert.equal(warned, mode === 'documented', path);
    }
  });

  test(`every list has meta with an exact total, an empty one too, ${mode}`, async () => {
    const { locationId, token } = await server.tenant(['contacts'], mode);
    const own: Call = { token };
    const listed = await ask('GET', `/contacts/?locationId=${locationId}`, own);
    assert.deepEqual([listed.body.contacts, listed.body['count']], [[], 0]);
    assert.deepEqual(listed.body.meta, {
      total: 0,
      nextPageUrl: null,
      startAfterId: null,
      startAfter: null,
      currentPage: 1,
      nextPage: null,
      prevPage: null,
    });
    const events = await ask('GET', `/api/events?locationId=${locationId}`, own);
    const total = (events.body['events'] as unknown[]).length;
    assert.equal(events.body.meta?.['total'], total);
    const integrations = await ask('GET', `/api/locations/${locationId}/integrations`, {
      token: server.managementToken,
    });
    assert.deepEqual(integrations.body.meta, { total: 1 });
  });

  test(`query finds a phone by its digits, however they are written, ${mode}`, async () => {
    const { id } = await create({ phone: '+12125550123' });
    for (const query of [
      '5550123',
      '212 555',
      '(212) 555-0123',
      '+1 212-555-0123',
      '12125550123',
    ]) {
      const text = encodeURIComponent(query);
      const path = `/contacts/?locationId=${tenant().locationId}&query=${text}`;
      assert.deepEqual(idsOf(await ask('GET', path)), [id], query);
    }
  });

  test(`the token is found with other spacing and case, or without the word Bearer, ${mode}`, async () => {
    const { id } = await create();
    const { token } = tenant();
    for (const authorization of [`bearer ${token}`, `BEARER   ${token} `, token]) {
      const answer = await ask('GET', `/contacts/${id}`, {
        token: null,
        headers: { authorization },
      });
      assert.equal(answer.status, 200, authorization.replace(token, '…'));
    }
  });

  test(`a space where an unencoded + stood is read as +, ${mode}`, async () => {
    const email = `plus+${mode}@example.com`;
    const { id } = await create({ email, phone: '+493090182055' });
    const { locationId } = tenant();
    for (const search of [`email=${email}`, `query=${email}`, email, 'phone=+493090182055']) {
      const found = await ask('GET', `/contacts/?locationId=${locationId}&${search}`);
      assert.deepEqual(idsOf(found), [id], search);
      assert.equal(found.body.meta?.['total'], 1);
    }
    for (const search of [`email=${email}`, 'number=+493090182055', 'phone=+493090182055']) {
      const path = `/contacts/search/duplicate?locationId=${locationId}&${search}`;
      assert.equal(contactOf(await ask('GET', path)).id, id, search);
    }
  });
}
