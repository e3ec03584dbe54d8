import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Operation, writes } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { contactsScope, locationScopes, managementScopes } from '../../contract/scopes.ts';
import { clockAt } from '../support/clock.ts';
import { contactOf } from '../support/answers.ts';
import type { SentForm } from '../support/forms.ts';
import { createPlace } from '../support/place.ts';
import { addressOf, sendWith } from '../support/requests.ts';
import { sampleOf } from '../support/samples.ts';
import { type Answer, type TestServer, startServer } from '../support/server.ts';

const clock = clockAt(Date.parse('2026-03-07T12:00:00Z'));
const hour = 3_600_000;
let server: TestServer;
let locationId = '';
let token = '';
let manager = '';
before(async () => {
  server = await startServer({ clock });
  ({ locationId } = server.own);
  token = await server.token(locationId, [contactsScope, ...locationScopes]);
  manager = await server.token('', [...locationScopes, ...managementScopes]);
});
after(() => server.close());

/** A body, or a form with the same fields. */
type Content = { body?: object; form?: SentForm };
type Arranged = {
  changesNothing?: boolean;
  path: string;
  token: string;
  sent: Content;
  other: Content;
};

let arrangements = 0;

/** The sample of a POST, and another request of the same kind. */
async function arrange(operation: Operation): Promise<Arranged> {
  const tokenFor = ({ managementOnly }: Operation): string => (managementOnly ? manager : token);
  arrangements += 1;
  const place = createPlace(locationId, `once${arrangements}n`, (prepared, request) =>
    sendWith(server.call, tokenFor, prepared, request),
  );
  const request = await sampleOf(operation)(place);
  const { body = {}, form } = request;
  // A property that no operation knows is accepted and makes it another request.
  return {
    path: addressOf(operation, request),
    token: tokenFor(operation),
    changesNothing: request.changesNothing === true,
    sent: form ? { form } : { body },
    other: form
      ? { form: { ...form, fields: { ...form.fields, colour: 'red' } } }
      : { body: { ...body, colour: 'red' } },
  };
}

const post = ({ path, token }: Arranged, key: string | undefined, sent: Content): Promise<Answer> =>
  server.call('POST', path, {
    token,
    ...sent,
    ...(key !== undefined && { headers: { 'idempotency-key': key } }),
  });
const replayed = ({ headers }: Answer): string | null => headers.get('idempotency-replayed');
/** Of every location, one that is made included, and of the installation. */
const eventCount = (): number => server.inside.eventCount();

const posts = operations.filter((each) => each.method === 'POST' && writes(each));

for (const operation of posts) {
  const { id, success } = operation;

  test(`${id}: the same key and body give the same reply, marked, and one change`, async () => {
    const arranged = await arrange(operation);
    const key = `${id}-same`;
    const before = eventCount();
    const first = await post(arranged, key, arranged.sent);
    assert.equal(first.status, success, first.text);
    assert.equal(replayed(first), null);
    const after = eventCount();
    assert.ok(arranged.changesNothing ? after === before : after > before);
    clock.advance(24 * hour - 1);
    for (let each = 0; each < 2; each += 1) {
      const again = await post(arranged, key, arranged.sent);
      assert.equal(again.status, first.status);
      assert.equal(again.text, first.text);
      assert.equal(replayed(again), 'true');
      assert.equal(again.headers.get('etag'), first.headers.get('etag'));
    }
    assert.equal(eventCount(), after);
  });

  test(`${id}: the same key and another body are refused and change nothing`, async () => {
    const arranged = await arrange(operation);
    const key = `${id}-other`;
    const first = await post(arranged, key, arranged.sent);
    const before = eventCount();
    const refused = await post(arranged, key, arranged.other);
    assert.equal(refused.status, 422, refused.text);
    assert.equal(refused.body.code, 'idempotency_key_reused');
    assert.deepEqual(refused.body.fields, [
      { field: 'Idempotency-Key', message: 'already used with another request' },
    ]);
    assert.equal(eventCount(), before);
    assert.equal((await post(arranged, key, arranged.sent)).text, first.text, 'still kept');
  });
}

test('after 24 hours a key is free, for the same request and for another', async () => {
  const arranged = {
    path: '/contacts/',
    token,
    sent: { body: { locationId, firstName: 'Once', tags: ['a'], colour: 'red' } },
    other: { body: { locationId, firstName: 'Other' } },
  };
  for (const [key, body] of [
    ['expires-same', arranged.sent],
    ['expires-other', arranged.other],
  ] as const) {
    const first = contactOf(await post(arranged, key, arranged.sent), 201);
    clock.advance(24 * hour - 1);
    assert.equal(contactOf(await post(arranged, key, arranged.sent), 201).id, first.id);
    clock.advance(1);
    const fresh = await post(arranged, key, body);
    assert.equal(replayed(fresh), null);
    assert.notEqual(contactOf(fresh, 201).id, first.id);
    assert.equal((await post(arranged, key, body)).text, fresh.text, 'kept anew');
  }
});

test('a refusal is replayed too, also when its reason is gone', async () => {
  const body = { locationId, email: 'taken@example.com' };
  const holder = contactOf(await server.call('POST', '/contacts', { body }), 201);
  const send = () =>
    server.call('POST', '/contacts', { body, headers: { 'idempotency-key': 'refused' } });
  const refused = await send();
  assert.deepEqual([refused.status, refused.body.code], [422, 'duplicate_contact']);
  await server.call('DELETE', `/contacts/${holder.id}`);
  const again = await send();
  assert.deepEqual([again.status, again.text], [refused.status, refused.text]);
  assert.equal(replayed(again), 'true');
  // An old refusal is forgotten as well, by a new refusal and by a success.
  contactOf(await server.call('POST', '/contacts', { body }), 201);
  clock.advance(24 * hour);
  const anew = await send();
  assert.deepEqual([anew.status, replayed(anew)], [422, null]);
  assert.notEqual(anew.body.traceId, refused.body.traceId);
});

test('a request that is refused before it is tried does not use its key up', async () => {
  const headers = { 'idempotency-key': 'corrected' };
  const send = (email: string) =>
    server.call('POST', '/contacts', { headers, body: { locationId, email } });
  assert.equal((await send('no address')).status, 422);
  assert.equal((await send('corrected@example.com')).status, 201);
});

test('keys are apart for each integration, and for each address and version', async () => {
  const headers = { 'idempotency-key': 'shared' };
  const body = { locationId, email: 'shared@example.com' };
  const first = contactOf(await server.call('POST', '/contacts', { headers, body }), 201);
  const token = await server.token(locationId, ['contacts']);
  const second = await server.call('POST', '/contacts', { token, headers, body });
  assert.equal(second.body.meta?.['contactId'], first.id, 'asked for anew, not replayed');
  const elsewhere = await server.call('POST', '/contacts/upsert', { headers, body });
  assert.equal(elsewhere.status, 422);
  const version = 'v3';
  assert.equal((await server.call('POST', '/contacts', { version, headers, body })).status, 422);
});

test('a key is 1 to 255 printable characters', async () => {
  const send = (key: string) =>
    server.call('POST', '/contacts', {
      headers: { 'idempotency-key': key },
      body: { locationId },
    });
  for (const key of ['', 'two words', 'x'.repeat(256), 'caf\u00e9']) {
    const answer = await send(key);
    assert.equal(answer.status, 400, key);
    assert.equal(
      answer.body.message,
      'Idempotency-Key must be 1 to 255 printable ASCII characters',
    );
  }
  for (const key of ['x', 'x'.repeat(255), '!"#$%&~']) assert.equal((await send(key)).status, 201);
});

test('on other methods the header does no harm', async () => {
  const headers = { 'idempotency-key': 'unused' };
  const { id } = contactOf(await server.call('POST', '/contacts', { body: { locationId } }), 201);
  const put = (city: string) => server.call('PUT', `/contacts/${id}`, { headers, body: { city } });
  assert.equal(contactOf(await put('Bonn'))['city'], 'Bonn');
  assert.equal(contactOf(await put('Rome'))['city'], 'Rome');
});
