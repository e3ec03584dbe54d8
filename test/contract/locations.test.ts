import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clockAt } from '../support/clock.ts';
import { untraced } from '../support/answers.ts';
import { type Answer, type TestServer, startServer } from '../support/server.ts';

const clock = clockAt(Date.parse('2026-03-07T12:00:00Z'));
let server: TestServer;
before(async () => {
  server = await startServer({ clock });
});
after(() => server.close());

const put = (locationId: string, body: unknown): Promise<Answer> =>
  server.call('PUT', `/locations/${locationId}`, { token: server.managementToken, body });
const read = async ({ locationId, token }: { locationId: string; token: string }) => {
  const answer = await server.call('GET', `/locations/${locationId}`, { token });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(Object.keys(answer.body), ['location', 'traceId']);
  return answer.body['location'] as Record<string, unknown>;
};

const settings = {
  allowDuplicateContact: false,
  allowDuplicateOpportunity: false,
  allowFacebookNameMerge: false,
  disableContactTimezone: false,
  contactUniqueIdentifiers: ['email', 'phone'],
};
const profile = {
  companyId: 'Company0000000000001',
  name: 'Mark Shoes',
  phone: '+14100399400',
  email: 'john.doe@mail.com',
  address: '4th fleet street',
  city: 'New York',
  state: 'Illinois',
  country: 'US',
  postalCode: '567654',
  website: 'https://yourwebsite.com',
  timezone: 'US/Central',
};
const social = {
  facebookUrl: 'https://www.facebook.com/',
  googlePlus: 'https://www.googleplus.com/',
  linkedIn: 'https://www.linkedIn.com/',
  foursquare: 'https://www.foursquare.com/',
  twitter: 'https://www.twitter.com/',
  yelp: 'https://www.yelp.com/',
  instagram: 'https://www.instagram.com/',
  youtube: 'https://www.youtube.com/',
  pinterest: 'https://www.pinterest.com/',
  blogRss: 'https://www.blogRss.com/',
  googlePlacesId: 'ChIJJGPdVbQTrjsRGUkefteUeFk',
};

test('a new location has a name, a country, a time zone and the usual policy', async () => {
  const tenant = await server.tenant();
  const location = await read(tenant);
  const at = '2026-03-07T12:00:00.000Z';
  const { companyId, ...rest } = location;
  assert.match(String(companyId), /^[A-Za-z0-9]{20}$/);
  assert.deepEqual(rest, {
    id: tenant.locationId,
    name: 'Test',
    country: 'US',
    timezone: 'UTC',
    business: { name: 'Test', country: 'US', timezone: 'UTC' },
    social: {},
    settings,
    dateAdded: at,
    dateUpdated: at,
  });
});

test('every field of the profile is stored and returned, by both operations alike', async () => {
  const tenant = await server.tenant();
  clock.advance(1000);
  const sent = {
    ...profile,
    social,
    settings: {
      allowDuplicateContact: true,
      allowDuplicateOpportunity: true,
      allowFacebookNameMerge: true,
      disableContactTimezone: true,
      contactUniqueIdentifiers: ['phone'],
    },
  };
  const changed = await put(tenant.locationId, sent);
  assert.equal(changed.status, 200, changed.text);
  const location = await read(tenant);
  assert.deepEqual(untraced(changed), location);
  const { companyId: _company, phone: _phone, email: _email, ...business } = profile;
  const { dateAdded, dateUpdated, ...rest } = location;
  assert.deepEqual(rest, { id: tenant.locationId, ...sent, business });
  assert.equal(Date.parse(String(dateUpdated)) - Date.parse(String(dateAdded)), 1000);
});

test('an update changes what is sent; null clears; settings and social merge', async () => {
  const tenant = await server.tenant();
  await put(tenant.locationId, { ...profile, social });
  await put(tenant.locationId, {
    city: 'Bonn',
    website: null,
    state: '',
    social: { yelp: 'https://yelp.example.com', twitter: '' },
    settings: { allowDuplicateContact: true },
  });
  const location = await read(tenant);
  assert.equal(location['city'], 'Bonn');
  assert.equal(location['address'], profile.address);
  assert.ok(!('website' in location) && !('state' in location));
  const { twitter: _cleared, ...kept } = social;
  assert.deepEqual(location['social'], { ...kept, yelp: 'https://yelp.example.com' });
  assert.deepEqual(location['settings'], { ...settings, allowDuplicateContact: true });
  assert.equal((await put(tenant.locationId, {})).status, 200);
  const { dateUpdated: _at, ...before } = location;
  const { dateUpdated: _then, ...now } = await read(tenant);
  assert.deepEqual(now, before);
});

test('a number is normalised, or kept where its country has none of its length', async () => {
  const tenant = await server.tenant();
  for (const [sent, kept] of [
    ['(410) 039-9400', '+14100399400'],
    [' +1410039940 ', '+1410039940'],
  ]) {
    await put(tenant.locationId, { phone: sent });
    assert.equal((await read(tenant))['phone'], kept);
  }
});

test('a value that is none is refused by name, and nothing is changed', async () => {
  const tenant = await server.tenant();
  const before = await read(tenant);
  const faults: [body: object, field: string][] = [
    [{ name: ' ' }, 'name'],
    [{ name: 7 }, 'name'],
    [{ country: 'XX' }, 'country'],
    [{ timezone: 'Mars/Olympus' }, 'timezone'],
    [{ email: 'none' }, 'email'],
    [{ phone: 'call us' }, 'phone'],
    [{ settings: { contactUniqueIdentifiers: ['name'] } }, 'settings.contactUniqueIdentifiers.0'],
    [{ settings: { contactUniqueIdentifiers: [] } }, 'settings.contactUniqueIdentifiers'],
    [
      { settings: { contactUniqueIdentifiers: ['email', 'email'] } },
      'settings.contactUniqueIdentifiers',
    ],
    [{ settings: { allowDuplicateContact: 'yes' } }, 'settings.allowDuplicateContact'],
    [{ social: { yelp: 1 } }, 'social.yelp'],
    [{ social: { unheardOf: [1] } }, 'social.unheardOf'],
    [
      { social: Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`a${at}`, ''])) },
      'social',
    ],
  ];
  for (const [body, field] of faults) {
    const answer = await put(tenant.locationId, { city: 'Bonn', ...body });
    assert.equal(answer.status, 422, answer.text);
    assert.deepEqual(
      answer.body.fields?.map((each) => each.field),
      [field],
    );
  }
  assert.deepEqual(await read(tenant), before);
});

test('what is published and not stored is named in the warnings, in both modes', async () => {
  const { locationId } = await server.tenant();
  const unstored = { prospectInfo: { firstName: 'John' }, twilio: {}, mailgun: {}, snapshot: {} };
  const warnings = Object.keys(unstored).map(
    (name) => `property ${name} is not stored and was ignored`,
  );
  const scopes = ['locations.write'];
  const documented = await put(locationId, unstored);
  assert.deepEqual(documented.body.warnings, warnings);
  const { token } = await server.integration(null, { scopes, compatibility: 'observed' });
  const observed = (body: object) =>
    server.call('PUT', `/locations/${locationId}`, { token, version: '2021-07-28', body });
  const taken = await observed(unstored);
  assert.equal(taken.status, 200, taken.text);
  assert.deepEqual(taken.body.warnings, warnings);
  const unknown = await observed({ colour: 'red' });
  assert.equal(unknown.status, 422);
  assert.deepEqual(unknown.body.message, ['property colour should not exist']);
});

test("a location's own token may read it and not write it; another's neither", async () => {
  const { own, other } = server;
  const write = await server.call('PUT', `/locations/${own.locationId}`, {
    body: { name: 'Mine' },
  });
  assert.equal(write.status, 401);
  assert.deepEqual(write.body['requiredScopes'], ['locations.write']);
  assert.match(String(write.body['hint']), /management token/);
  assert.equal((await read(own))['name'], 'Test');
  for (const method of ['GET', 'PUT']) {
    const foreign = await server.call(method, `/locations/${other.locationId}`, {
      body: undefined,
    });
    assert.equal(foreign.status, 403, method);
    assert.equal(foreign.body['tokenLocationId'], own.locationId);
  }
});

test('a management token reads and writes every location, as far as its scopes go', async () => {
  for (const tenant of [server.own, server.other]) {
    const { token } = await server.integration(null, { scopes: ['locations.readonly'] });
    assert.equal((await read({ ...tenant, token }))['id'], tenant.locationId);
    const refused = await server.call('PUT', `/locations/${tenant.locationId}`, {
      token,
      body: { city: 'Bonn' },
    });
    assert.equal(refused.status, 401);
    assert.equal((await put(tenant.locationId, { city: 'Rome' })).status, 200);
    assert.equal((await read(tenant))['city'], 'Rome');
  }
  const missing = await put('nowhere', { city: 'Bonn' });
  assert.equal(missing.status, 404);
  assert.equal(missing.body.message, 'Location with id nowhere not found');
});

test('a change is an event of the location, with before and after', async () => {
  const tenant = await server.tenant();
  await put(tenant.locationId, { name: 'Renamed' });
  const answer = await server.call('GET', '/api/events', { token: tenant.token });
  const events = answer.body['events'] as Record<string, Record<string, unknown>>[];
  const event = events.find(({ type }) => String(type) === 'location.updated');
  assert.equal(event?.['before']?.['name'], 'Test');
  assert.equal(event?.['after']?.['name'], 'Renamed');
});
