import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf, setPolicy, untraced } from '../support/answers.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

type Settings = Parameters<typeof setPolicy>[2];

/** A location of its own under a policy. */
async function place(settings: Settings = {}) {
  const { locationId, token } = await server.tenant();
  await setPolicy(server, locationId, settings);
  const call = (method: string, path: string, body?: object): Promise<Answer> =>
    server.call(method, path, { token, ...(body && { body: { locationId, ...body } }) });
  return {
    create: async (body: object) => contactOf(await call('POST', '/contacts', body), 201),
    read: async (id: string) => contactOf(await call('GET', `/contacts/${id}`)),
    upsert: (body: object) => call('POST', '/contacts/upsert', body),
    total: async () =>
      (await call('GET', `/contacts/?locationId=${locationId}`)).body.meta?.['total'],
  };
}

const one = { email: 'one@example.com', phone: '+12125550101' };
const two = { email: 'two@example.com', phone: '+12125550102' };

test('the first upsert makes a contact, the next changes what it sends and no more', async () => {
  const { upsert, read, total } = await place();
  const first = await upsert({ ...one, firstName: 'Jane', city: 'Bonn', tags: ['a', 'b'] });
  assert.equal(first.status, 200);
  assert.equal(first.body['new'], true);
  assert.equal(first.headers.get('etag'), '"1"');
  const second = await upsert({ email: 'ONE@example.com', lastName: 'Smith', tags: ['c'] });
  assert.equal(second.body['new'], false);
  assert.equal(second.headers.get('etag'), '"2"');
  const contact = contactOf(second);
  assert.equal(contact.id, contactOf(first).id);
  assert.deepEqual(await read(contact.id), contact);
  assert.deepEqual(
    [contact['firstName'], contact['lastName'], contact['city'], contact['phone'], contact.tags],
    ['Jane', 'Smith', 'Bonn', one.phone, ['c']],
  );
  assert.equal(contact['email'], 'ONE@example.com');
  assert.deepEqual(Object.keys(untraced(second)), ['new', 'succeded', 'succeeded', 'contact']);
  assert.equal(await total(), 1);
});

test('a phone matches where the e-mail is new, and the e-mail is then the contact’s', async () => {
  const { create, upsert, total } = await place();
  const { id } = await create(one);
  const answer = await upsert({ email: 'new@example.com', phone: '(212) 555-0101' });
  assert.equal(answer.body['new'], false);
  assert.equal(answer.body.warnings, undefined);
  assert.deepEqual([contactOf(answer).id, contactOf(answer)['email']], [id, 'new@example.com']);
  const again = await upsert({ email: 'new@example.com' });
  assert.equal(contactOf(again).id, id);
  assert.equal((await upsert({ email: one.email })).body['new'], true, 'the old address is free');
  assert.equal(await total(), 2);
});

for (const [order, winner, loser] of [
  [['email', 'phone'], 'email', 'phone'],
  [['phone', 'email'], 'phone', 'email'],
] as const) {
  test(`with ${order.join(' first, then ')} two matches lose nothing silently`, async () => {
    const { create, read, upsert, total } = await place({ contactUniqueIdentifiers: [...order] });
    const first = await create({ ...one, firstName: 'One' });
    const other = await create({ ...two, firstName: 'Two' });
    const sent = { [winner]: one[winner], [loser]: two[loser], city: 'Bonn' };
    const answer = await upsert(sent);
    assert.equal(answer.body['new'], false);
    const contact = contactOf(answer);
    assert.equal(contact.id, first.id);
    assert.deepEqual(
      [contact['email'], contact['phone'], contact['city']],
      [one.email, one.phone, 'Bonn'],
    );
    assert.deepEqual(answer.body.warnings, [
      `${loser} ${two[loser]} belongs to contact ${other.id} and was left aside: ` +
        `the contact was matched by ${winner}`,
    ]);
    const kept = await read(other.id);
    assert.deepEqual(
      [kept['email'], kept['phone'], kept['city']],
      [two.email, two.phone, undefined],
    );
    assert.equal(await total(), 2);
  });
}

test('only the kinds of the policy are matched', async () => {
  const { create, upsert } = await place({ contactUniqueIdentifiers: ['email'] });
  const { id } = await create(one);
  const byPhone = await upsert({ email: 'new@example.com', phone: one.phone });
  assert.equal(byPhone.body['new'], true);
  assert.equal(contactOf(byPhone)['phone'], one.phone);
  assert.equal(contactOf(await upsert({ email: one.email, phone: two.phone })).id, id);
});

test('createNewIfDuplicateAllowed makes a new contact where duplicates are allowed', async () => {
  const { upsert, total } = await place({ allowDuplicateContact: true });
  const first = contactOf(await upsert(one));
  const fresh = await upsert({ ...one, createNewIfDuplicateAllowed: true });
  assert.equal(fresh.body['new'], true);
  assert.notEqual(contactOf(fresh).id, first.id);
  for (const flag of [{}, { createNewIfDuplicateAllowed: false }]) {
    const usual = await upsert({ ...one, ...flag, city: 'Bonn' });
    assert.equal(usual.body['new'], false);
    assert.equal(contactOf(usual).id, first.id, 'the first holder');
  }
  assert.equal(await total(), 2);
});

test('createNewIfDuplicateAllowed says nothing where duplicates are not allowed', async () => {
  const { upsert, total } = await place();
  const first = contactOf(await upsert(one));
  const again = await upsert({ ...one, createNewIfDuplicateAllowed: true });
  assert.equal(again.body['new'], false);
  assert.equal(contactOf(again).id, first.id);
  assert.equal(await total(), 1);
});

test('where duplicates are allowed the second value is taken, and its other holder named', async () => {
  const { create, upsert } = await place({ allowDuplicateContact: true });
  const first = await create(one);
  const other = await create(two);
  const answer = await upsert({ email: one.email, phone: two.phone });
  assert.deepEqual([contactOf(answer).id, contactOf(answer)['phone']], [first.id, two.phone]);
  assert.deepEqual(answer.body.warnings, [
    `phone ${two.phone} is also held by contact ${other.id}`,
  ]);
});

test('a refused upsert changes nothing', async () => {
  const { create, read, upsert, total } = await place();
  const { id } = await create({ ...one, dndSettings: { SMS: { status: 'permanent' } } });
  const before = await read(id);
  const lifted = await upsert({ ...one, city: 'Bonn', dndSettings: { SMS: { status: 'active' } } });
  assert.equal(lifted.status, 400);
  const wrong = await upsert({ ...one, city: 'Bonn', country: 'XX' });
  assert.equal(wrong.status, 422);
  assert.deepEqual(await read(id), before);
  assert.equal(await total(), 1);
});
