import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clockAt } from '../support/clock.ts';
import { type WireContact, contactOf } from '../support/answers.ts';
import { type Answer, type TestServer, startServer } from '../support/server.ts';

const clock = clockAt(Date.parse('2026-03-07T12:00:00Z'));
let server: TestServer;
let locationId = '';
before(async () => {
  server = await startServer({ clock });
  ({ locationId } = server.own);
});
after(() => server.close());

const put = (id: string, body: unknown): Promise<Answer> =>
  server.call('PUT', `/contacts/${id}`, { body });
const read = async (id: string): Promise<WireContact> =>
  contactOf(await server.call('GET', `/contacts/${id}`));
const create = async (body: object): Promise<WireContact> => {
  const { id } = contactOf(
    await server.call('POST', '/contacts', { body: { locationId, ...body } }),
    201,
  );
  return read(id);
};

/** Each field: what is sent and what is then read; what else changes with it. */
const fields: readonly [field: string, sent: unknown, stored: unknown, along?: object][] = [
  [
    'firstName',
    'Ann',
    'Ann',
    { name: 'Ann Deo', firstNameLowerCase: 'ann', fullNameLowerCase: 'ann deo' },
  ],
  [
    'lastName',
    'Lee',
    'Lee',
    { name: 'Jo Lee', lastNameLowerCase: 'lee', fullNameLowerCase: 'jo lee' },
  ],
  ['email', ' New@Example.com ', 'New@Example.com', { emailLowerCase: 'new@example.com' }],
  ['phone', '(212) 555-0199', '+12125550199'],
  ['address1', '1 New St', '1 New St'],
  ['city', 'Bonn', 'Bonn'],
  ['state', 'NRW', 'NRW'],
  ['postalCode', '53111', '53111'],
  ['website', 'https://new.example.com', 'https://new.example.com'],
  ['timezone', 'Europe/Berlin', 'Europe/Berlin'],
  ['source', 'import', 'import'],
  ['dateOfBirth', '01/31/2001', '2001-01-31'],
  ['country', 'de', 'DE'],
  ['companyName', 'New Co', 'New Co'],
  ['gender', 'female', 'female'],
  ['assignedTo', 'User0000000000000002', 'User0000000000000002'],
];
const whole = {
  firstName: 'Jo',
  lastName: 'Deo',
  address1: '3535 1st St N',
  city: 'Dolomite',
  state: 'AL',
  postalCode: '35061',
  website: 'https://www.example.com',
  timezone: 'America/Chihuahua',
  source: 'api',
  dateOfBirth: '1990-09-25',
  country: 'US',
  companyName: 'Old Co',
  gender: 'male',
  assignedTo: 'User0000000000000001',
  tags: ['One', 'two'],
  dnd: true,
  dndSettings: { SMS: { status: 'active' } },
  inboundDndSettings: { all: { status: 'active' } },
  customFields: [{ id: 'fieldA', field_value: 'a' }],
};

/** A contact but for what every change changes. */
function settled({ dateUpdated: _at, lastUpdatedBy: _by, ...contact }: WireContact) {
  return contact;
}

for (const [index, [field, sent, stored, along]] of fields.entries()) {
  test(`an update of ${field} changes it and nothing else; null and '' clear it`, async () => {
    const email = `field${index}@example.com`;
    const before = await create({ ...whole, email, phone: `+1212555${1000 + index}` });
    const answer = await put(before.id, { [field]: sent });
    assert.equal(answer.body['succeded'], true);
    assert.deepEqual(Object.keys(answer.body), ['succeded', 'succeeded', 'contact', 'traceId']);
    const after = await read(before.id);
    assert.deepEqual(contactOf(answer), after);
    assert.deepEqual(settled(after), { ...settled(before), [field]: stored, ...along });

    for (const empty of [null, '']) {
      await put(before.id, { [field]: sent });
      const cleared = contactOf(await put(before.id, { [field]: empty }));
      assert.ok(!(field in cleared), `${field} is absent, not null`);
      assert.deepEqual(await read(before.id), cleared);
      assert.ok(!(`${field}LowerCase` in cleared));
    }
    await server.call('DELETE', `/contacts/${before.id}`);
  });
}

test('an update says who changed a contact and when; creation stays as it was', async () => {
  const before = await create({ firstName: 'Jo' });
  clock.advance(90_000);
  const after = contactOf(await put(before.id, { city: 'Bonn' }));
  assert.equal(after['dateAdded'], before['dateAdded']);
  assert.deepEqual(after['createdBy'], before['createdBy']);
  assert.equal(after['dateUpdated'], new Date(clock.now()).toISOString());
  const by = before['createdBy'] as { sourceId: string };
  assert.deepEqual(after['lastUpdatedBy'], {
    source: 'INTEGRATION',
    channel: 'OAUTH',
    sourceId: by.sourceId,
    timestamp: after['dateUpdated'],
  });
});

test('an update that changes nothing leaves date and version', async () => {
  const before = await create(whole);
  clock.advance(1000);
  for (const body of [{}, { firstName: ' Jo ' }, { tags: ['ONE', 'Two'] }, { phone: null }]) {
    const answer = await put(before.id, body);
    assert.deepEqual(contactOf(answer), before, JSON.stringify(body));
    assert.equal(answer.headers.get('etag'), '"1"');
  }
});

test('tags of an update replace all; null and [] take them all away', async () => {
  const { id } = await create({ tags: ['One', 'Two', 'Three'] });
  assert.deepEqual(contactOf(await put(id, { tags: [' four ', 'one', 'FOUR'] })).tags, [
    'four',
    'One',
  ]);
  assert.deepEqual((await read(id)).tags, ['four', 'One']);
  assert.deepEqual(contactOf(await put(id, { city: 'Bonn' })).tags, ['four', 'One']);
  assert.deepEqual(contactOf(await put(id, { tags: [] })).tags, []);
  await put(id, { tags: ['five'] });
  assert.deepEqual(contactOf(await put(id, { tags: null })).tags, []);
});

test("tags are in the location's list once, in the spelling first sent", async () => {
  const { locationId: ownId, token } = await server.tenant(['contacts', 'locations/tags.readonly']);
  const add = (tags: string[]) =>
    server.call('POST', '/contacts', { token, body: { locationId: ownId, tags } });
  await add(['Alpha', 'beta']);
  await add(['ALPHA', ' gamma ']);
  const { body } = await server.call('GET', `/locations/${ownId}/tags`, { token });
  const names = (body['tags'] as { name: string }[]).map(({ name }) => name);
  assert.equal(names.length, 3);
  assert.deepEqual(new Set(names), new Set(['Alpha', 'beta', 'gamma']));
  for (const [tag, total] of [
    ['alpha', 2],
    ['beta', 1],
    ['gamma', 1],
  ] as const) {
    const path = `/contacts/?locationId=${ownId}&tags=${tag}`;
    assert.equal((await server.call('GET', path, { token })).body.meta?.['total'], total, tag);
  }
});

test('custom fields merge by id; null takes one away', async () => {
  const { id } = await create({
    customFields: [
      { id: 'a', value: 1 },
      { id: 'b', value: 2 },
    ],
  });
  const changed = await put(id, {
    customFields: [
      { id: 'b', value: [3] },
      { id: 'c', value: 4 },
    ],
  });
  assert.deepEqual(contactOf(changed)['customFields'], [
    { id: 'a', value: 1 },
    { id: 'b', value: [3] },
    { id: 'c', value: 4 },
  ]);
  const cleared = await put(id, { customFields: [{ id: 'a', value: null }] });
  assert.deepEqual(contactOf(cleared)['customFields'], [
    { id: 'b', value: [3] },
    { id: 'c', value: 4 },
  ]);
});

test('a DND channel that is not sent stays; a permanent one cannot be lifted', async () => {
  const dndSettings = { Email: { status: 'permanent' }, SMS: { status: 'active' } };
  const { id } = await create({ dndSettings });
  const changed = contactOf(await put(id, { dndSettings: { SMS: { status: 'inactive' } } }));
  assert.deepEqual(changed['dndSettings'], {
    Email: { status: 'permanent' },
    SMS: { status: 'inactive' },
  });
  const lifted = await put(id, { city: 'Bonn', dndSettings: { email: { status: 'inactive' } } });
  assert.equal(lifted.status, 400);
  assert.equal(lifted.body.message, 'Not authorized to update permanent dnd setting for Email');
  assert.deepEqual(lifted.body.fields, [
    { field: 'dndSettings.Email', message: 'Email is permanent' },
  ]);
  assert.equal((await read(id))['city'], undefined);
  const kept = await put(id, { dndSettings: { Email: { status: 'permanent', message: 'legal' } } });
  assert.equal(kept.status, 200);
});

test('dnd and inboundDndSettings are set and set back', async () => {
  const { id } = await create({ dnd: true, inboundDndSettings: { all: { status: 'active' } } });
  const off = { dnd: false, inboundDndSettings: { all: { status: 'inactive', message: 'no' } } };
  const contact = contactOf(await put(id, off));
  assert.deepEqual(
    [contact['dnd'], contact['inboundDndSettings']],
    [false, off.inboundDndSettings],
  );
});

test('a name is split, joined from parts, and cleared', async () => {
  const { id } = await create({ name: '  Jane   van Smith ' });
  const names = async () => {
    const { firstName, lastName, name, fullNameLowerCase } = await read(id);
    return [firstName, lastName, name, fullNameLowerCase];
  };
  assert.deepEqual(await names(), ['Jane', 'van Smith', 'Jane van Smith', 'jane van smith']);
  await put(id, { name: 'Cher' });
  assert.deepEqual(await names(), ['Cher', undefined, 'Cher', 'cher']);
  await put(id, { name: 'Mary Ann Lee', firstName: 'Mary Ann' });
  assert.deepEqual(await names(), ['Mary Ann', 'Lee', 'Mary Ann Lee', 'mary ann lee']);
  const unlike = await put(id, { name: 'Somebody Else', lastName: 'Roe' });
  assert.deepEqual(unlike.body.warnings, [
    'name was not used: it differs from the firstName or lastName sent',
  ]);
  assert.deepEqual(await names(), ['Mary Ann', 'Roe', 'Mary Ann Roe', 'mary ann roe']);
  await put(id, { name: null });
  assert.deepEqual(await names(), [undefined, undefined, undefined, undefined]);
});

test('custom field values are bounded in all, not only in one request', async () => {
  const values = (from: number, count: number) =>
    Array.from({ length: count }, (_, each) => ({ id: `field${from + each}`, value: 'v' }));
  const { id } = await create({ customFields: values(0, 500) });
  assert.equal((await put(id, { customFields: values(500, 500) })).status, 200);
  const over = await put(id, { customFields: values(1000, 1) });
  assert.equal(over.status, 422);
  assert.deepEqual(over.body.fields, [
    { field: 'customFields', message: 'customFields must have at most 1000 values in all' },
  ]);
  assert.equal((await put(id, { customFields: [{ id: 'field0', value: null }] })).status, 200);
  assert.equal((await put(id, { customFields: values(1000, 1) })).status, 200);
});
