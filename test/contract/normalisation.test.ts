import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
let locationId = '';
before(async () => {
  server = await sharedServer();
  ({ locationId } = server.own);
});
after(() => server.close());

const create = (body: object): Promise<Answer> =>
  server.call('POST', '/contacts', { body: { locationId, ...body } });
const refusedFields = ({ status, body }: Answer) => [
  status,
  body.fields?.map(({ field }) => field),
];

test("the quick start's number is taken and kept as it is", async () => {
  const contact = contactOf(await create({ phone: '+15551234567' }), 201);
  assert.equal(contact['phone'], '+15551234567');
});

test("a national number takes the location's country", async () => {
  const { locationId: german, token } = await server.tenant();
  const changed = await server.call('PUT', `/locations/${german}`, {
    token: server.managementToken,
    body: { country: 'DE' },
  });
  assert.equal(changed.status, 200);
  const inGermany = (body: object) =>
    server.call('POST', '/contacts', { token, body: { locationId: german, ...body } });
  const contact = contactOf(await inGermany({ phone: '030 901820' }), 201);
  assert.equal(contact['phone'], '+4930901820');
  assert.equal(contact['country'], 'DE');
  const written = await inGermany({ phone: '+49 (0)30 901820' });
  assert.equal(written.status, 422, 'one number however it is written');
  assert.equal(written.body.meta?.['matchingField'], 'phone');
  // The contact's own goes before the location's.
  const american = contactOf(await inGermany({ phone: '(212) 555-0123', country: 'US' }), 201);
  assert.equal(american['phone'], '+12125550123');
});

test('a number of an impossible length, or none at all, is refused', async () => {
  for (const phone of ['+1555123456', '12', 'call me', '+1555123456789012']) {
    assert.deepEqual(refusedFields(await create({ phone })), [422, ['phone']], phone);
  }
});

test('an extension is left aside, and the reply says so', async () => {
  const made = await create({ phone: '+1 213 373 4253 ext. 22' });
  assert.equal(contactOf(made, 201)['phone'], '+12133734253');
  assert.deepEqual(made.body.warnings, ['phone extension 22 was left aside']);
});

test('an e-mail is trimmed, keeps its case, and is matched without it', async () => {
  const contact = contactOf(await create({ email: '  Mixed.Case@Example.COM ' }), 201);
  assert.equal(contact['email'], 'Mixed.Case@Example.COM');
  assert.equal(contact['emailLowerCase'], 'mixed.case@example.com');
  const again = await create({ email: 'mixed.case@example.com' });
  assert.equal(again.status, 422);
  assert.equal(again.body.meta?.['contactId'], contact.id);
});

test('the eight published formats of a date of birth are one date', async () => {
  for (const dateOfBirth of [
    '1990/09/25',
    '09/25/1990',
    '1990-09-25',
    '09-25-1990',
    '1990.09.25',
    '09.25.1990',
    '1990_09_25',
    '09_25_1990',
  ]) {
    const { id } = contactOf(await create({ dateOfBirth }), 201);
    const read = contactOf(await server.call('GET', `/contacts/${id}`));
    assert.equal(read['dateOfBirth'], '1990-09-25', dateOfBirth);
  }
  for (const dateOfBirth of ['25/09/1990', '1990-02-30', 'September', {}, true]) {
    const answer = await create({ dateOfBirth });
    assert.deepEqual(refusedFields(answer), [422, ['dateOfBirth']], String(dateOfBirth));
  }
});

test('a country is taken by code and name, and stored by code', async () => {
  const { id } = contactOf(await create({}), 201);
  const put = (country: string) => server.call('PUT', `/contacts/${id}`, { body: { country } });
  for (const sent of ['DE', 'de', 'Germany', 'GERMANY']) {
    assert.equal(contactOf(await put(sent))['country'], 'DE', sent);
  }
  for (const country of ['XX', 'Atlantis', 'US A B']) {
    assert.deepEqual(refusedFields(await put(country)), [422, ['country']], country);
  }
});

test('a time zone is an IANA name', async () => {
  const contact = contactOf(await create({ timezone: ' US/Central ' }), 201);
  assert.equal(contact['timezone'], 'US/Central');
  for (const timezone of ['Mars/Olympus', '+05:30', 'CST6']) {
    assert.deepEqual(refusedFields(await create({ timezone })), [422, ['timezone']], timezone);
  }
});

test('a name is split into its parts, which come back joined', async () => {
  const made = contactOf(await create({ name: ' Jane  van   Smith ' }), 201);
  assert.deepEqual([made['firstName'], made['lastName']], ['Jane', 'van Smith']);
  assert.equal(made['fullNameLowerCase'], 'jane van smith');
  const read = contactOf(await server.call('GET', `/contacts/${made.id}`));
  assert.equal(read['name'], 'Jane van Smith');
});

test('tags are trimmed, de-duplicated without case, empty ones dropped', async () => {
  const contact = contactOf(await create({ tags: [' Hot ', 'hot', '', 'Cold', 'HOT'] }), 201);
  assert.deepEqual(contact.tags, ['Hot', 'Cold']);
});

test('every field at fault is named at once, wrong types and wrong values each', async () => {
  const wrongValues = await create({
    email: 'none',
    phone: '12',
    dateOfBirth: 'never',
    country: 'XX',
    timezone: 'none',
    dndSettings: { Fax: { status: 'active' } },
    customFields: [{ value: 1 }],
  });
  assert.deepEqual(refusedFields(wrongValues), [
    422,
    ['email', 'phone', 'timezone', 'country', 'dateOfBirth', 'dndSettings.Fax', 'customFields.0'],
  ]);
  const texts = ['firstName', 'lastName', 'name', 'email', 'phone', 'address1', 'city', 'state'];
  const more = ['postalCode', 'website', 'timezone', 'source', 'country', 'companyName', 'gender'];
  const body = Object.fromEntries([...texts, ...more, 'assignedTo'].map((field) => [field, {}]));
  const wrongTypes = await create({
    ...body,
    dnd: 'yes',
    tags: 'one',
    customFields: ['x'],
    dateOfBirth: [],
    dndSettings: [1],
    inboundDndSettings: 1,
  });
  assert.equal(wrongTypes.status, 422);
  const named = new Set(wrongTypes.body.fields?.map(({ field }) => field));
  const all = [...Object.keys(body), 'dnd', 'tags', 'customFields.0', 'dateOfBirth'];
  assert.deepEqual(named, new Set([...all, 'dndSettings', 'inboundDndSettings']));
  const messages = wrongTypes.body.fields?.map(({ message }) => message);
  assert.deepEqual(wrongTypes.body.message, messages);
});

test('texts over their limit are refused by name, and one character less is taken', async () => {
  for (const [field, limit] of [
    ['firstName', 500],
    ['city', 200],
    ['source', 500],
    ['website', 2000],
  ] as const) {
    assert.deepEqual(refusedFields(await create({ [field]: 'x'.repeat(limit + 1) })), [
      422,
      [field],
    ]);
    assert.equal((await create({ [field]: 'x'.repeat(limit) })).status, 201);
  }
});

test('fields of a wrong type and fields of a wrong value are named in one answer', async () => {
  const wrong = { firstName: 7, tags: [true], email: 'no address', country: 'Atlantis' };
  const made = await server.call('POST', '/contacts', { body: { locationId, ...wrong } });
  const upserted = await server.call('POST', '/contacts/upsert', {
    body: { locationId, ...wrong },
  });
  const { id } = contactOf(
    await server.call('POST', '/contacts', { body: { locationId, firstName: 'Whole' } }),
    201,
  );
  const changed = await server.call('PUT', `/contacts/${id}`, { body: wrong });
  for (const answer of [made, upserted, changed]) {
    assert.equal(answer.status, 422);
    const named = answer.body.fields?.map(({ field }) => field);
    assert.deepEqual(named, ['firstName', 'tags.0', 'email', 'country']);
  }
  const location = await server.call('PUT', `/locations/${locationId}`, {
    token: server.managementToken,
    body: { name: 7, timezone: 'Mars/Olympus', email: 'no address' },
  });
  assert.equal(location.status, 422);
  const named = location.body.fields?.map(({ field }) => field);
  assert.deepEqual(named, ['name', 'timezone', 'email']);
});
