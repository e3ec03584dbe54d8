import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Answer, type Tenant, type TestServer, startServer } from '../support/server.ts';

/** Twelve places: one that floods takes four, and leaves some for the others. */
const env = { GROUNDLEVEL_LIMITS_READ_QUEUE: '12', GROUNDLEVEL_LIMITS_WRITE_QUEUE: '12' };
let server: TestServer;
before(async () => {
  server = await startServer({ env });
});
after(() => server.close());

const kinds: Readonly<Record<string, (of: Tenant) => Promise<Answer>>> = {
  lists: ({ token, locationId }) =>
    server.call('GET', `/contacts?locationId=${locationId}&query=jane`, { token }),
  searches: ({ token, locationId }) => {
    const body = { locationId, pageLimit: 20, query: 'jane' };
    return server.call('POST', '/contacts/search', { token, body });
  },
  'searches for tasks': ({ token, locationId }) => {
    const body = { query: 'jane' };
    return server.call('POST', `/locations/${locationId}/tasks/search`, { token, body });
  },
  writes: ({ token, locationId }) =>
    server.call('POST', '/contacts', { token, body: { locationId, firstName: 'Jane' } }),
};

for (const [name, ask] of Object.entries(kinds)) {
  test(`a flood of ${name} is refused to the one who floods, and to nobody else`, async () => {
    const scopes = ['contacts', 'locations/tasks.readonly'];
    const flooding = await server.tenant(scopes);
    const sibling = { ...flooding, token: await server.token(flooding.locationId, scopes) };
    const other = await server.tenant(scopes);
    const flood = Array.from({ length: 200 }, () => ask(flooding));
    const others = [ask(sibling), ask(other), ask(other)];
    const refused = (await Promise.all(flood)).filter(({ status }) => status === 503);
    assert.ok(refused.length > 0);
    for (const { headers } of refused) assert.equal(headers.get('retry-after'), '1');
    for (const { status, text } of await Promise.all(others)) assert.ok(status < 300, text);
  });
}
