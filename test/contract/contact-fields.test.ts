import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clockAt } from '../support/clock.ts';
import { contactOf, idsOf } from '../support/answers.ts';
import { type Answer, type TestServer, startServer } from '../support/server.ts';

const clock = clockAt(Date.parse('2026-03-07T12:00:00Z'));
const now = '2026-03-07T12:00:00.000Z';
let server: TestServer;
let locationId = '';
let integrationId = '';
before(async () => {
  server = await startServer({ clock });
  ({ locationId } = server.own);
  const listed = await server.call('GET', `/api/locations/${locationId}/integrations`, {
    token: server.managementToken,
  });
  const [own] = listed.body['integrations'] as { id: string }[];
  integrationId = own?.id ?? '';
  const token = await server.token(locationId, ['locations/customFields.write']);
  for (const field of [
    { dataType: 'TEXT' },
    { dataType: 'NUMERICAL' },
    { dataType: 'CHECKBOX', options: ['one', 'two'] },
    { dataType: 'TEXTBOX_LIST', options: [{ key: 'a', label: 'First' }] },
  ]) {
    const made = await server.call('POST', `/locations/${locationId}/customFields`, {
      token,
      body: { ...field, name: field.dataType },
    });
    fieldIds.push(String(made.body.customField?.id));
  }
});
const fieldIds: string[] = [];
after(() => server.close());

const versions = ['v2', 'v3'] as const;
type Version = (typeof versions)[number];
const call = (version: Version, method: string, path: string, body?: unknown): Promise<Answer> =>
  server.call(method, path, {
    version: version === 'v2' ? '2021-07-28' : 'v3',
    ...(body !== undefined && { body }),
  });

const active = { status: 'active', message: 'Asked to', code: '103' };
const inactive = { status: 'inactive' };
const dndV2 = {
  Call: active,
  Email: inactive,
  SMS: active,
  WhatsApp: inactive,
  GMB: { status: 'permanent' },
  FB: active,
  RCS: inactive,
};
const dndV3 = {
  call: active,
  email: inactive,
  sms: active,
  whatsApp: inactive,
  gmb: { status: 'permanent' },
  fb: active,
  rcs: inactive,
};

/** Every field of the published create and upsert schemas but `name`, which is the other way in. */
const sent = (email: string, phone: string) => ({
  locationId,
  firstName: 'Rosan',
  lastName: 'Deo',
  email,
  phone,
  gender: 'male',
  address1: '3535 1st St N',
  city: 'Dolomite',
  state: 'AL',
  postalCode: '35061',
  website: 'https://www.example.com',
  timezone: 'America/Chihuahua',
  dnd: true,
  inboundDndSettings: { all: { status: 'active', message: 'Asked to' } },
  tags: ['nisi sint', 'Consequat'],
  customFields: [
    { id: fieldIds[0], field_value: 'text' },
    { id: fieldIds[1], field_value: 100.5 },
    { id: fieldIds[2], field_value: ['one', 'two'] },
    { id: fieldIds[3], field_value: { a: 'b' } },
  ],
  source: 'public api',
  dateOfBirth: '1990-09-25',
  country: 'DE',
  companyName: 'DGS VolMAX',
  assignedTo: 'y0BeYjuRIlDwsDcOHOJo',
});

const createdBy = () => ({
  source: 'INTEGRATION',
  channel: 'OAUTH',
  sourceId: integrationId,
  timestamp: now,
});

const emptyLists = { additionalEmails: [], additionalPhones: [], followers: [] };

/** What a reply shows of the above, in every endpoint and version alike. */
const shown = (email: string, phone: string) => {
  const { customFields, dateOfBirth: _date, ...same } = sent(email, phone);
  return {
    ...same,
    phone: phone.replaceAll(/[ -]/g, ''),
    firstNameLowerCase: 'rosan',
    lastNameLowerCase: 'deo',
    fullNameLowerCase: 'rosan deo',
    emailLowerCase: email.toLowerCase(),
    type: 'lead',
    customFields: customFields.map(({ id, field_value: value }) => ({ id, value })),
    dateAdded: now,
    dateUpdated: now,
    createdBy: createdBy(),
    ...emptyLists,
  };
};
const createdOnly = {
  deleted: false,
  bounceEmail: false,
  unsubscribeEmail: false,
  dateOfBirth: '1990-09-25T00:00:00.000Z',
  birthMonth: 8,
  birthDay: 25,
  offers: [],
  products: [],
};
const readOnly = { name: 'Rosan Deo', dateOfBirth: '1990-09-25' };

for (const version of versions) {
  const dndSettings = version === 'v2' ? dndV2 : dndV3;

  test(`create returns every field in its own shape, ${version}`, async () => {
    const [email, phone] = [`Create.${version}@Example.com`, '+1 888-888-8888'];
    const made = await call(version, 'POST', '/contacts/', { ...sent(email, phone), dndSettings });
    const { id, ...contact } = contactOf(made, 201);
    assert.match(id, /^[A-Za-z0-9]{20}$/);
    const own = version === 'v2' ? createdOnly : readOnly;
    assert.deepEqual(contact, { ...shown(email, phone), dndSettings, ...own });
    assert.deepEqual(Object.keys(made.body), ['contact', 'traceId']);
    await call(version, 'DELETE', `/contacts/${id}`);
  });

  test(`read, list, duplicate search and upsert return the same fields, ${version}`, async () => {
    const [email, phone] = [`read.${version}@example.com`, '+1 888-888-8887'];
    const body = { ...sent(email, phone), dndSettings };
    const upserted = await call(version, 'POST', '/contacts/upsert', body);
    const contact = contactOf(upserted);
    const { id } = contact;
    const expected = { id, ...shown(email, phone), dndSettings, ...readOnly };
    assert.deepEqual(contact, expected);
    const both = version === 'v2' ? ['succeded', 'succeeded'] : [];
    assert.deepEqual(Object.keys(upserted.body), ['new', ...both, 'contact', 'traceId']);
    assert.equal(upserted.body['new'], true);

    const read = await call(version, 'GET', `/contacts/${id}`);
    assert.deepEqual(contactOf(read), expected);
    assert.deepEqual(Object.keys(read.body), ['contact', 'traceId']);

    const query = `locationId=${locationId}&email=${email}`;
    const found = await call(version, 'GET', `/contacts/search/duplicate?${query}`);
    assert.deepEqual(contactOf(found), expected);
    assert.equal(found.body['matchingField'], 'email');

    const listed = await call(version, 'GET', `/contacts/?${query}`);
    assert.deepEqual(listed.body.contacts, [
      {
        ...expected,
        contactName: 'rosan deo',
        firstNameRaw: 'Rosan',
        lastNameRaw: 'Deo',
        attributions: [],
        startAfter: [Date.parse(now), id],
      },
    ]);
    await call(version, 'DELETE', `/contacts/${id}`);
  });

  test(`DND channels are taken by the names of either version, ${version}`, async () => {
    const other = version === 'v2' ? dndV3 : dndV2;
    const made = await call(version, 'POST', '/contacts/', { locationId, dndSettings: other });
    assert.deepEqual(contactOf(made, 201)['dndSettings'], dndSettings);
  });

  test(`delete answers in the words of its version, ${version}`, async () => {
    const { id } = contactOf(await call(version, 'POST', '/contacts/', { locationId }), 201);
    const deleted = await call(version, 'DELETE', `/contacts/${id}`);
    const { traceId: _trace, ...body } = deleted.body;
    assert.equal(deleted.status, 200);
    assert.deepEqual(body, { succeded: true, succeeded: true });
    assert.equal((await call(version, 'DELETE', `/contacts/${id}`)).status, 404);
  });
}

test('a location alone makes a contact, twice makes two, with only what is set', async () => {
  const [one, two] = [
    contactOf(await call('v2', 'POST', '/contacts/', { locationId }), 201),
    contactOf(await call('v2', 'POST', '/contacts/', { locationId }), 201),
  ];
  assert.notEqual(one.id, two.id);
  const base = {
    locationId,
    type: 'lead',
    dnd: false,
    country: 'US',
    tags: [],
    customFields: [],
    dateAdded: now,
    dateUpdated: now,
    createdBy: createdBy(),
    ...emptyLists,
  };
  const { deleted, bounceEmail, unsubscribeEmail, offers, products } = createdOnly;
  const created = { deleted, bounceEmail, unsubscribeEmail, offers, products };
  assert.deepEqual(one, { id: one.id, ...base, ...created });
  assert.deepEqual(contactOf(await call('v2', 'GET', `/contacts/${two.id}`)), {
    id: two.id,
    ...base,
  });
});

test('an empty or null e-mail or phone never matches anything', async () => {
  for (const empty of ['', '  ', null]) {
    const body = { locationId, email: empty, phone: empty };
    const made = [
      contactOf(await call('v2', 'POST', '/contacts/', body), 201),
      contactOf(await call('v2', 'POST', '/contacts/', body), 201),
    ];
    for (const contact of made) {
      assert.ok(!('email' in contact) && !('phone' in contact) && !('emailLowerCase' in contact));
    }
    const upserted = await call('v2', 'POST', '/contacts/upsert', body);
    assert.equal(upserted.status, 400);
  }
  const query = `locationId=${locationId}&email=&number=`;
  const found = await call('v2', 'GET', `/contacts/search/duplicate?${query}`);
  assert.equal(found.status, 400);
});

test('a deleted contact is in no read, list, search or upsert', async () => {
  const email = 'deleted@example.com';
  const { id } = contactOf(await call('v2', 'POST', '/contacts/', { locationId, email }), 201);
  await call('v2', 'DELETE', `/contacts/${id}`);
  assert.equal((await call('v2', 'GET', `/contacts/${id}`)).status, 404);
  assert.equal((await call('v2', 'PUT', `/contacts/${id}`, { city: 'Bonn' })).status, 404);
  for (const search of [`email=${email}`, `query=${email}`]) {
    const path = `/contacts/?locationId=${locationId}&${search}`;
    assert.deepEqual(idsOf(await call('v2', 'GET', path)), []);
  }
  const again = contactOf(await call('v2', 'POST', '/contacts/', { locationId, email }), 201);
  assert.notEqual(again.id, id);
});
