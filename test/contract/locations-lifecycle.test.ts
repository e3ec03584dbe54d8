import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { untraced } from '../support/answers.ts';
import {
  type Answer,
  type Call,
  type Tenant,
  type TestServer,
  startServer,
} from '../support/server.ts';

type Manage = (method: string, path: string, options?: Call) => Promise<Answer>;

async function started(t: TestContext): Promise<{ server: TestServer; manage: Manage }> {
  const server = await startServer();
  t.after(() => server.close());
  const manage: Manage = (method, path, options = {}) =>
    server.call(method, path, { token: server.managementToken, ...options });
  return { server, manage };
}

const ids = (answer: Answer): unknown[] =>
  ((answer.body['locations'] ?? []) as { id: string }[]).map(({ id }) => id);

test('a created location is whole, and what is published and not stored is said', async (t) => {
  const { manage } = await started(t);
  const body = {
    name: 'Mark Shoes',
    companyId: 'company',
    country: 'DE',
    phone: '030 1234567',
    timezone: 'Europe/Berlin',
    settings: { allowDuplicateContact: true },
    website: null,
    state: '',
    snapshotId: 'x',
    twilio: { sid: 'AC', authToken: 'secret' },
  };
  const made = await manage('POST', '/locations/', { body });
  assert.equal(made.status, 200, made.text);
  assert.partialDeepStrictEqual(made.body, {
    name: 'Mark Shoes',
    companyId: 'company',
    country: 'DE',
    phone: '+49301234567',
    timezone: 'Europe/Berlin',
  });
  assert.match(String(made.body.warnings), /snapshotId is not stored.*twilio|twilio.*snapshotId/);
  assert.ok(!('website' in made.body) && !('state' in made.body), made.text);
  const { warnings: _said, ...location } = untraced(made);
  const read = await manage('GET', `/locations/${String(made.body['id'])}`);
  assert.deepEqual(read.body['location'], location);
  const wrong = { name: '', timezone: 'Mars' };
  const refused = await manage('POST', '/locations/', { body: wrong });
  assert.deepEqual(
    new Set(refused.body.fields?.map(({ field }) => field)),
    new Set(['name', 'companyId', 'timezone']),
  );
});

test('locations are searched by company and e-mail, in order, by pages', async (t) => {
  const { server, manage } = await started(t);
  const make = async (fields: object): Promise<string> => {
    const body = { name: 'One', companyId: 'company', ...fields };
    return String((await manage('POST', '/locations/', { body })).body['id']);
  };
  const one = await make({ email: 'One@deo.com' });
  const two = await make({});
  const find = (query: string): Promise<Answer> => manage('GET', `/locations/search?${query}`);
  for (const [query, wanted, total] of [
    ['companyId=company', [one, two], 2],
    ['companyId=company&order=desc', [two, one], 2],
    ['companyId=company&limit=1&skip=1', [two], 2],
    ['email=one@DEO.com', [one], 1],
    ['companyId=none', [], 0],
  ] as const) {
    const found = await find(query);
    assert.deepEqual([ids(found), found.body.meta], [wanted, { total }], query);
  }
  assert.equal((await find('')).body.meta?.['total'], 4);
  const own = await server.call('GET', '/locations/search');
  assert.deepEqual([ids(own), own.body.meta], [[server.own.locationId], { total: 1 }]);
  assert.equal((await server.call('GET', `/locations/search?locationId=${one}`)).status, 403);
});

test('a location never has the custom fields of one that was deleted before it was made', async (t) => {
  const { server, manage } = await started(t);
  const field = async ({ locationId, token }: Tenant, name: string): Promise<string> => {
    const body = { name, dataType: 'TEXT' };
    const path = `/locations/${locationId}/customFields`;
    const made = await server.call('POST', path, { token, body });
    assert.ok(made.body.customField, made.text);
    return made.body.customField.id;
  };
  const contact = ({ locationId, token }: Tenant, id: string, email: string): Promise<Answer> =>
    server.call('POST', '/contacts/', {
      token,
      body: { locationId, email, customFields: [{ id, value: 'XL' }] },
    });
  const scopes = ['contacts', 'locations/customFields.write'];
  const gone = await server.tenant(scopes);
  const shirt = await field(gone, 'Shirt');
  assert.equal((await contact(gone, shirt, 'a@example.com')).status, 201);
  assert.equal((await manage('DELETE', `/locations/${gone.locationId}`)).status, 200);
  await server.inside.keepHouse();

  const next = await server.tenant(scopes);
  const shoes = await field(next, 'Shoes');
  const own = await contact(next, shoes, 'b@example.com');
  assert.deepEqual(own.body.contact?.['customFields'], [{ id: shoes, value: 'XL' }], own.text);
  const foreign = await contact(next, shirt, 'c@example.com');
  assert.match(String(foreign.body.warnings), /is no custom field of this location/, foreign.text);
});

test('the last location stays', async (t) => {
  const { server, manage } = await started(t);
  assert.equal((await manage('DELETE', `/locations/${server.other.locationId}`)).status, 200);
  const last = await manage('DELETE', `/locations/${server.own.locationId}`);
  assert.equal(last.status, 422);
  assert.match(String(last.body.message), /last location cannot be deleted/);
  assert.equal((await server.call('GET', `/locations/${server.own.locationId}`)).status, 200);
});

test('an update that changes nothing leaves no event and no new date', async (t) => {
  const { server, manage } = await started(t);
  const path = `/locations/${server.own.locationId}`;
  const body = { city: 'Bonn', social: { yelp: 'https://yelp.example.com' } };
  const first = untraced(await manage('PUT', path, { body }));
  const total = async (): Promise<unknown> =>
    (await server.call('GET', '/api/events')).body.meta?.['total'];
  const before = await total();
  for (const same of [body, {}, { settings: {} }, { website: null }]) {
    assert.deepEqual(untraced(await manage('PUT', path, { body: same })), first);
  }
  assert.equal(await total(), before);
});

test('the time zones are those that can be set, at both published spellings', async (t) => {
  const { server, manage } = await started(t);
  const path = `/locations/${server.own.locationId}`;
  for (const name of ['timezones', 'timeZones']) {
    const zones = (await server.call('GET', `${path}/${name}`)).body['timeZones'] as string[];
    assert.ok(zones.length > 300 && zones.includes('UTC') && zones.includes('America/Chicago'));
    const timezone = zones[17];
    assert.equal((await manage('PUT', path, { body: { timezone } })).body['timezone'], timezone);
  }
});
