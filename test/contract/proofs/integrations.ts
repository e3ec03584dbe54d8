import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';

export const integrationsProofs = createProofs('integrations');
const { proves } = integrationsProofs;

proves(
  'list-integration-calls',
  200,
  'what its token called, newest first, with what was answered',
  async ({ call, server, locationId }) => {
    const list = `/api/locations/${locationId}/integrations`;
    const body = { name: 'A client', scopes: ['contacts'] };
    const made = (await call('POST', list, { body })).body;
    const { id } = made['integration'] as { id: string };
    const token = String(made['token']);
    await call('POST', '/contacts/', { token, body: { locationId, firstName: 'Jane' } });
    await call('GET', '/contacts/nobody', { token });
    await server.inside.keepHouse();
    const read = async (query = ''): Promise<unknown[]> => {
      const { body: page } = await call('GET', `${list}/${id}/calls${query}`);
      assert.ok(Array.isArray(page['calls']), JSON.stringify(page));
      assert.equal(page['integrationId'], id);
      return page['calls'].map(({ method, route, status }) => [method, route, status]);
    };
    const [get, post] = await read();
    assert.deepEqual(post, ['POST', '/contacts/', 201]);
    assert.ok(Array.isArray(get));
    assert.deepEqual(get.slice(0, 2), ['GET', '/contacts/{contactId}']);
    assert.ok(Number(get[2]) >= 400);
    assert.deepEqual(await read('?limit=1'), [get]);
  },
);
