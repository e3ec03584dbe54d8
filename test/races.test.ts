import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Answer, type TestServer, startServer } from './support/server.ts';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

const together = (count: number, make: (each: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, each) => make(each)));

test('200 simultaneous upserts of one address make one contact and 199 updates', async () => {
  const { locationId } = server.own;
  const answers = await together(200, (each) =>
    server.call('POST', '/contacts/upsert', {
      body: { locationId, email: 'race@example.com', firstName: `N${each}` },
    }),
  );
  assert.ok(answers.every(({ status }) => status === 200));
  assert.equal(answers.filter(({ body }) => body['new'] === true).length, 1);
  assert.equal(new Set(answers.map(({ body }) => body.contact?.id)).size, 1);
});

test('of 50 simultaneous creates of one address one succeeds', async () => {
  const { locationId } = server.own;
  const answers = await together(50, () =>
    server.call('POST', '/contacts', { body: { locationId, email: 'create@example.com' } }),
  );
  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
  assert.deepEqual(statuses, [201, ...Array.from({ length: 49 }, () => 422)]);
});

test('50 simultaneous creates with one Idempotency-Key make one contact', async () => {
  const { locationId } = server.own;
  const answers = await together(50, () =>
    server.call('POST', '/contacts', {
      headers: { 'idempotency-key': 'same' },
      body: { locationId, firstName: 'Once' },
    }),
  );
  assert.ok(answers.every(({ status }) => status === 201));
  assert.equal(new Set(answers.map(({ body }) => body.contact?.id)).size, 1);
  const replayed = answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true');
  assert.equal(replayed.length, 49);
  const other = await server.call('POST', '/contacts', {
    headers: { 'idempotency-key': 'same' },
    body: { locationId, firstName: 'Other' },
  });
  assert.equal(other.status, 422);
});

test('of 20 simultaneous updates with one If-Match one succeeds', async () => {
  const { locationId } = server.own;
  const made = await server.call('POST', '/contacts', { body: { locationId, firstName: 'V' } });
  const etag = made.headers.get('etag') ?? '';
  assert.notEqual(etag, '');
  const answers = await together(20, (each) =>
    server.call('PUT', `/contacts/${made.body.contact?.id}`, {
      headers: { 'if-match': etag },
      body: { city: `City ${each}` },
    }),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  assert.equal(answers.filter(({ status }) => status === 412).length, 19);
});
