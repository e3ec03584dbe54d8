import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { operations } from '../../contract/operations.ts';
import { contactOf } from '../support/answers.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
let locationId = '';
before(async () => {
  server = await sharedServer();
  ({ locationId } = server.own);
});
after(() => server.close());

const etagOf = ({ headers }: Answer): string | null => headers.get('etag');
const read = (id: string): Promise<Answer> => server.call('GET', `/contacts/${id}`);
async function create(): Promise<string> {
  const made = await server.call('POST', '/contacts', { body: { locationId, firstName: 'Jane' } });
  return contactOf(made, 201).id;
}
const conditional = operations.filter(({ ifMatch }) => ifMatch);
/** One of those operations on a contact, with a condition. */
const change = (
  { id: operationId, method, path }: { id: string; method: string; path: string },
  id: string,
  ifMatch: string,
  token?: string,
): Promise<Answer> =>
  server.call(method, path.replace('{contactId}', id), {
    headers: { 'if-match': ifMatch },
    ...(token !== undefined && { token, version: 'v3' }),
    ...(Object.hasOwn(bodies, operationId) && { body: bodies[operationId] }),
  });
/** What each of them changes, on any contact that was made here. */
const bodies: Record<string, object> = {
  'update-contact': { city: 'Bonn' },
  'put-additional-emails-and-phones': { additionalEmails: [] },
  'add-tags': { tags: ['conditional'] },
  'remove-tags': { tags: ['none'] },
  'add-followers-contact': { followers: ['user'] },
  'remove-followers-contact': { followers: ['user'] },
};
/** The contact, and what is written as part of it. */
const paths = [
  '/contacts/{contactId}',
  '/contacts/{contactId}/tags',
  '/contacts/{contactId}/followers',
  '/api/contacts/{contactId}/additional',
];

test('every operation that changes one contact by its id takes If-Match', () => {
  const changing = operations.filter(
    ({ method, path }) => method !== 'GET' && paths.includes(path),
  );
  assert.deepEqual(new Set(conditional), new Set(changing));
  assert.ok(conditional.length > 1);
});

test('every reply with one contact has its version as ETag, which each change raises', async () => {
  const body = { locationId, email: 'etag@example.com' };
  const made = await server.call('POST', '/contacts', { body });
  const { id } = contactOf(made, 201);
  assert.equal(etagOf(made), '"1"');
  assert.equal(etagOf(await read(id)), '"1"');
  const put = await server.call('PUT', `/contacts/${id}`, { body: { city: 'Bonn' } });
  assert.equal(etagOf(put), '"2"');
  const upserted = await server.call('POST', '/contacts/upsert', {
    body: { ...body, city: 'Rome' },
  });
  assert.equal(etagOf(upserted), '"3"');
  const query = `locationId=${locationId}&email=${body.email}`;
  assert.equal(etagOf(await server.call('GET', `/contacts/search/duplicate?${query}`)), '"3"');
  assert.equal(etagOf(await read(id)), '"3"');
});

for (const operation of conditional) {
  test(`${operation.id}: the version that is there is taken, however it is written`, async () => {
    for (const ifMatch of ['"1"', 'W/"1"', ' "1" ', '*']) {
      assert.equal(
        (await change(operation, await create(), ifMatch)).status,
        operation.success,
        ifMatch,
      );
    }
  });

  test(`${operation.id}: another version is refused with the one that is there`, async () => {
    const id = await create();
    await server.call('PUT', `/contacts/${id}`, { body: { city: 'Rome' } });
    const before = contactOf(await read(id));
    for (const ifMatch of ['"1"', '"3"', '"999999999999999"']) {
      const refused = await change(operation, id, ifMatch);
      assert.equal(refused.status, 412, ifMatch);
      assert.equal(refused.body.message, `Contact with id ${id} has changed since`);
      assert.deepEqual([refused.body['currentVersion'], etagOf(refused)], [2, '"2"']);
    }
    assert.deepEqual(contactOf(await read(id)), before);
    assert.equal((await change(operation, id, '"2"')).status, operation.success);
  });

  test(`${operation.id}: what is no ETag is refused`, async () => {
    const id = await create();
    for (const ifMatch of ['1', '"one"', '""', '"1', 'banana', '"-1"', '"1.0"']) {
      const refused = await change(operation, id, ifMatch);
      assert.deepEqual([refused.status, refused.body.code], [400, 'if_match_invalid'], ifMatch);
      assert.equal(refused.body.fields?.[0]?.field, 'If-Match');
    }
    assert.equal(etagOf(await read(id)), '"1"');
  });

  test(`${operation.id}: the contact is looked for before its version`, async () => {
    const refused = await change(operation, 'none', '"1"');
    assert.equal(refused.status, 404);
  });

  test(`${operation.id}: observed tells the version too`, async () => {
    const id = await create();
    const { token } = await server.integration(locationId, {
      scopes: ['contacts'],
      compatibility: 'observed',
    });
    const refused = await change(operation, id, '"7"', token);
    assert.deepEqual([refused.status, etagOf(refused)], [412, '"1"']);
  });
}
