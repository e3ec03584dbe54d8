import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestServer, startServer } from './support/server.ts';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

test('a client that adds its own parameters to nextPageUrl still gets every contact', async () => {
  const { locationId } = server.own;
  const made: unknown[] = [];
  for (let each = 0; each < 5; each += 1) {
    const { body } = await server.call('POST', '/contacts', { body: { locationId, source: 'a' } });
    made.push(body.contact?.id);
  }
  const own = `locationId=${locationId}&limit=2&source=a`;
  const seen: unknown[] = [];
  for (let next = `/contacts?${own}`; next !== ''; ) {
    const page = await server.call('GET', next);
    assert.equal(page.status, 200, page.text);
    assert.equal(page.body.warnings, undefined);
    seen.push(...(page.body.contacts ?? []).map(({ id }) => id));
    const url = page.body.meta?.['nextPageUrl'];
    next = typeof url === 'string' ? `${url.slice(server.baseUrl.length)}&${own}` : '';
  }
  assert.deepEqual(seen, made.toReversed());
});

test('a parameter with two values is refused by name', async () => {
  const { locationId } = server.own;
  const two = await server.call('GET', `/contacts?locationId=${locationId}&limit=1&limit=2`);
  assert.equal(two.status, 422);
  assert.equal(two.body.fields?.[0]?.field, 'limit');
});
