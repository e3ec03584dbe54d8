import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { type Answer, type Call, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
let locationId = '';
let contactId = '';
/** Observed, since documented has no check of the version. */
let writer = '';
let reader = '';
before(async () => {
  server = await sharedServer();
  ({ locationId, token: writer } = await server.tenant(['contacts'], 'observed'));
  const scopes = ['contacts.readonly'];
  reader = (await server.integration(locationId, { scopes, compatibility: 'observed' })).token;
  const made = await server.call('POST', '/contacts', {
    token: writer,
    version: 'v3',
    body: { locationId, firstName: 'Jane' },
  });
  contactId = contactOf(made, 201).id;
});
after(() => server.close());

const malformed = '{"locationId":';
const noToken = 'pit-00000000-0000-4000-8000-000000000000';

async function refused(answering: Promise<Answer>, status: number, message: RegExp): Promise<void> {
  const answer = await answering;
  assert.equal(answer.status, status, answer.text);
  assert.match([answer.body.message].flat().join(), message);
}

test('where the body names the location: route, token, version, location, scope, body', async () => {
  const post = (path: string, options: Call) => server.call('POST', path, options);
  const foreign = { locationId: server.other.locationId, email: 'bad' };
  const own = { locationId, email: 'bad' };
  await refused(post('/contact', { token: noToken, body: foreign }), 404, /Cannot POST \/contact$/);
  await refused(post('/contacts', { token: noToken, body: foreign }), 401, /Invalid Private/);
  const version = 'v9';
  await refused(
    post('/contacts', { token: reader, version, body: foreign }),
    401,
    /version header/,
  );
  const caller = { token: reader, version: 'v3' };
  await refused(post('/contacts', { ...caller, body: foreign }), 401, /location is not accessible/);
  await refused(post('/contacts', { ...caller, body: own }), 401, /not authorized for this scope/);
  const allowed = { token: writer, version: 'v3' };
  await refused(post('/contacts', { ...allowed, body: own }), 422, /email must be an email/);
});

test('where the path names the location the body is not looked at before', async () => {
  const put = (path: string, options: Call) =>
    server.call('PUT', path, { ...options, body: malformed });
  const own = `/locations/${locationId}`;
  const foreign = `/locations/${server.other.locationId}`;
  const version = 'v3';
  await refused(put('/location/x', { token: noToken }), 404, /Cannot PUT/);
  await refused(put(foreign, { token: noToken }), 401, /Invalid Private/);
  await refused(put(foreign, { token: reader, version: 'v9' }), 401, /version header/);
  await refused(put(foreign, { token: reader, version }), 401, /location is not accessible/);
  await refused(put(own, { token: reader, version }), 401, /not authorized for this scope/);
  await refused(put(own, { token: server.managementToken, version }), 400, /not valid JSON/);
});

test('where the token names the location the scope comes before any body', async () => {
  const put = (token: string, options: Call) =>
    server.call('PUT', `/contacts/${contactId}`, { token, version: 'v3', ...options });
  const scope = /not authorized for this scope/;
  await refused(put(reader, { body: malformed }), 401, scope);
  await refused(put(reader, { body: 'x'.repeat(2 * 1024 * 1024) }), 401, scope);
  await refused(
    put(reader, { body: 'a=1', headers: { 'content-type': 'text/plain' } }),
    401,
    scope,
  );
  await refused(put(reader, { body: { email: 'bad' } }), 401, scope);
  await refused(put(writer, { body: malformed }), 400, /not valid JSON/);
  await refused(put(writer, { body: { email: 'bad' } }), 422, /email must be an email/);
});

test('the body is checked before the contact is looked for', async () => {
  const put = server.call('PUT', '/contacts/lookup', {
    token: writer,
    version: 'v3',
    body: { email: 'bad' },
  });
  await refused(put, 422, /email must be an email/);
});

test("documented: an update's own locationId is checked before the other fields", async () => {
  const { locationId: own, token } = server.own;
  const { id } = contactOf(
    await server.call('POST', '/contacts', { token, body: { locationId: own } }),
    201,
  );
  const put = (body: object) => server.call('PUT', `/contacts/${id}`, { token, body });
  const { other } = server;
  const foreign = put({ locationId: other.locationId, email: 'bad' });
  await refused(foreign, 403, /does not have access to this location/);
  await refused(put({ locationId: 7, email: 'bad' }), 400, /^locationId must be a string$/);
  await refused(put({ locationId: '', email: 'bad' }), 400, /^locationId should not be empty$/);
  await refused(put({ locationId: own, email: 'bad' }), 422, /email must be an email/);
});
