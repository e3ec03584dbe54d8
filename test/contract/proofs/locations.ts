import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import type { Proving } from '../../support/run-proof.ts';
import { makeLocation } from '../../support/samples/locations.ts';

export const locationsProofs = createProofs('locations');
const { proves } = locationsProofs;

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

proves('create-location', 200, 'the location is there as sent', async ({ call, place }) => {
  const sent = { name: place.unique(), companyId: 'company', country: 'DE', city: 'Bonn' };
  const made = await call('POST', '/locations/', { body: sent });
  assert.partialDeepStrictEqual(made.body, sent);
  assert.match(String(made.body['id']), /^[A-Za-z0-9]{20}$/);
});

proves('delete-location', 200, 'the location is gone', async ({ call, place }) => {
  const locationId = await makeLocation(place);
  const deleted = await call('DELETE', `/locations/${locationId}`);
  const message = `Deleted location with id: ${locationId}`;
  assert.deepEqual([deleted.body['success'], deleted.body.message], [true, message]);
});

proves('search-locations', 200, "a location's token finds its own", async (proving) => {
  assert.deepEqual(await searched(proving.call, ''), [proving.locationId]);
});

proves('get-timezones', 200, 'the zones that can be set', async ({ call, locationId }) => {
  const { body } = await call('GET', `/locations/${locationId}/timezones`);
  assert.ok(((body['timeZones'] ?? []) as string[]).includes('America/Chicago'));
});

async function searched(call: Proving['call'], query: string): Promise<unknown[]> {
  const { body } = await call('GET', `/locations/search?${query}`);
  return ((body['locations'] ?? []) as { id: string }[]).map(({ id }) => id);
}
