import assert from 'node:assert/strict';
import { proves } from '../../support/proves.ts';

proves('get-location', 200, "the token's own location", async ({ call, locationId }) => {
  const { status, body } = await call('GET', `/locations/${locationId}`);
  assert.equal(status, 200);
  assert.partialDeepStrictEqual(body['location'], { id: locationId, name: 'Test', country: 'US' });
});

proves('put-location', 200, 'what is sent is changed, the rest is kept', async (proving) => {
  const { call, locationId } = proving;
  const path = `/locations/${locationId}`;
  const sent = { city: 'Bern', settings: { allowDuplicateContact: true } };
  const changed = await call('PUT', path, { body: sent });
  assert.equal(changed.status, 200);
  assert.partialDeepStrictEqual(changed.body, { id: locationId, name: 'Test', ...sent });
  const { body } = await call('GET', path);
  assert.partialDeepStrictEqual(body['location'], { id: locationId, name: 'Test', ...sent });
});
