import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf } from '../support/answers.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(async () => {
  try {
    server.inside.assertSound();
  } finally {
    await server.close();
  }
});

let count = 0;
/** An address and a number that nobody has yet. */
function fresh(): { email: string; phone: string } {
  count += 1;
  return { email: `person${count}@example.com`, phone: `+1415555${2000 + count}` };
}

async function make(body: object): Promise<Record<string, unknown> & { id: string }> {
  const { locationId } = server.own;
  const sent = { body: { locationId, ...body } };
  return contactOf(await server.call('POST', '/contacts/', sent), 201);
}
const read = async (id: string): Promise<Record<string, unknown>> =>
  contactOf(await server.call('GET', `/contacts/${id}`));
const put = (id: string, body: object): Promise<Answer> =>
  server.call('PUT', `/contacts/${id}`, { body });

test('up to ten of each are kept with their labels, normalised, beside the primary', async () => {
  const [one, two, three] = [fresh(), fresh(), fresh()];
  const { id } = await make({
    email: one.email,
    additionalEmails: [two.email, { email: ` ${three.email} `, label: 'Work' }, one.email],
    additionalPhones: ['(415) 555-2671', { phone: three.phone, phoneLabel: 'Mobile' }],
  });
  const { email, additionalEmails, additionalPhones } = await read(id);
  assert.equal(email, one.email);
  assert.deepEqual(additionalEmails, [{ email: two.email }, { email: three.email, label: 'Work' }]);
  assert.deepEqual(additionalPhones, [
    { phone: '+14155552671' },
    { phone: three.phone, phoneLabel: 'Mobile' },
  ]);
  const eleven = Array.from({ length: 11 }, () => fresh().email);
  const { status, body } = await put(id, { additionalEmails: eleven });
  assert.deepEqual([status, body.fields?.[0]?.field], [422, 'additionalEmails']);
  const wrong = await put(id, { additionalEmails: ['none'], additionalPhones: ['1'] });
  assert.deepEqual(
    wrong.body.fields?.map(({ field }) => field),
    ['additionalEmails.0', 'additionalPhones.0'],
  );
  const cleared = contactOf(await put(id, { additionalEmails: null }));
  assert.deepEqual(
    [cleared['additionalEmails'], cleared['additionalPhones']],
    [[], additionalPhones],
  );
});

test('nobody else may take one of them while duplicates are not allowed', async () => {
  const [one, two] = [fresh(), fresh()];
  const { id } = await make({ email: one.email, additionalEmails: [two.email] });
  const { locationId } = server.own;
  const taken = await server.call('POST', '/contacts/', {
    body: { locationId, email: two.email.toUpperCase() },
  });
  assert.deepEqual([taken.status, taken.body.meta?.['contactId']], [422, id]);
  const other = await make({ email: fresh().email });
  const beside = await put(other.id, { additionalEmails: [one.email] });
  assert.deepEqual([beside.status, beside.body.meta?.['contactId']], [422, id]);
  assert.deepEqual((await read(other.id))['additionalEmails'], []);
  await put(id, { additionalEmails: [] });
  assert.equal((await put(other.id, { additionalEmails: [two.email] })).status, 200);
});

test('the duplicate search, the list and the text search find a contact by them', async () => {
  const [one, two] = [fresh(), fresh()];
  const { id } = await make({
    ...one,
    additionalEmails: [two.email],
    additionalPhones: [two.phone],
  });
  const { locationId } = server.own;
  const number = encodeURIComponent(two.phone);
  for (const query of [`email=${two.email}`, `number=${number}`]) {
    const path = `/contacts/search/duplicate?locationId=${locationId}&${query}`;
    assert.equal((await server.call('GET', path)).body.contact?.id, id);
  }
  for (const query of [`email=${two.email}`, `phone=${number}`, `query=${two.email}`]) {
    const { body } = await server.call('GET', `/contacts/?locationId=${locationId}&${query}`);
    assert.deepEqual(
      body.contacts?.map((each) => each.id),
      [id],
      query,
    );
  }
});

for (const how of ['upsert', 'update'] as const) {
  test(`an ${how} with one of them makes it the primary and keeps the former one`, async () => {
    const [one, two] = [fresh(), fresh()];
    const labelled = { email: two.email, label: 'Work' };
    const { id } = await make({
      ...one,
      additionalEmails: [labelled],
      additionalPhones: [two.phone],
    });
    const { locationId } = server.own;
    const body = { locationId, ...two };
    const answer =
      how === 'upsert'
        ? await server.call('POST', '/contacts/upsert', { body })
        : await put(id, body);
    assert.equal(contactOf(answer).id, id);
    const { email, phone, additionalEmails, additionalPhones } = await read(id);
    assert.deepEqual([email, phone], [two.email, two.phone]);
    assert.deepEqual(additionalEmails, [{ email: one.email }]);
    assert.deepEqual(additionalPhones, [{ phone: one.phone }]);
    const again = await server.call('POST', '/contacts/upsert', { body: { locationId, ...one } });
    assert.equal(contactOf(again).id, id);
  });
}

test('a list that is sent decides alone, even of what was the primary', async () => {
  const [one, two, three] = [fresh(), fresh(), fresh()];
  const { id } = await make({ email: one.email, additionalEmails: [two.email] });
  await put(id, { email: two.email, additionalEmails: [three.email] });
  const { email, additionalEmails } = await read(id);
  assert.deepEqual([email, additionalEmails], [two.email, [{ email: three.email }]]);
  assert.ok(await make({ email: one.email }));
});

test('observed refuses them by name in the published operations and takes them under /api/', async () => {
  const { locationId, token } = await server.tenant(['contacts'], 'observed');
  const version = '2021-07-28';
  const [one, two] = [fresh(), fresh()];
  const refusal = await server.call('POST', '/contacts/', {
    token,
    version,
    body: { locationId, email: one.email, additionalEmails: [two.email], additionalPhones: [] },
  });
  assert.equal(refusal.status, 422);
  assert.deepEqual(refusal.body.message, [
    'property additionalEmails should not exist',
    'property additionalPhones should not exist',
  ]);
  const made = await server.call('POST', '/contacts/', {
    token,
    version,
    body: { locationId, email: one.email },
  });
  const { id } = contactOf(made, 201);
  const set = await server.call('PUT', `/api/contacts/${id}/additional`, {
    token,
    version,
    body: { additionalEmails: [two.email] },
  });
  assert.deepEqual(contactOf(set)['additionalEmails'], [{ email: two.email }]);
});

test('expand=customFields.key adds the key to each value, alone and in a list', async () => {
  const { locationId } = server.own;
  const token = await server.token(locationId, ['locations/customFields.write']);
  const field = await server.call('POST', `/locations/${locationId}/customFields`, {
    token,
    body: { name: 'Shirt size', dataType: 'TEXT' },
  });
  const fieldId = String(field.body.customField?.id);
  const firstName = 'Expanded';
  const { id } = await make({ firstName, customFields: [{ key: 'shirt_size', value: 'L' }] });
  const plain = [{ id: fieldId, value: 'L' }];
  const keyed = [{ id: fieldId, key: 'contact.shirt_size', value: 'L' }];
  assert.deepEqual((await read(id))['customFields'], plain);
  const one = await server.call('GET', `/contacts/${id}?expand=customFields.key`);
  assert.deepEqual(contactOf(one)['customFields'], keyed);
  const list = await server.call(
    'GET',
    `/contacts/?locationId=${locationId}&firstName=${firstName}&expand=customFields.key`,
  );
  assert.deepEqual(list.body.contacts?.[0]?.['customFields'], keyed);
  const other = await server.call('GET', `/contacts/${id}?expand=everything`);
  assert.deepEqual(contactOf(other)['customFields'], plain);
  assert.match(String(other.body.warnings), /expand everything is not known/);
});
