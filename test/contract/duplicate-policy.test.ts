import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf, setPolicy } from '../support/answers.ts';
import { type Answer, type TestServer, sharedServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  server = await sharedServer();
});
after(() => server.close());

type Settings = Parameters<typeof setPolicy>[2];

async function place(settings: Settings = {}) {
  const { locationId, token } = await server.tenant();
  await setPolicy(server, locationId, settings);
  const post = (body: object) =>
    server.call('POST', '/contacts', { token, body: { locationId, ...body } });
  return {
    locationId,
    post,
    create: async (body: object) => contactOf(await post(body), 201).id,
    put: (id: string, body: object) => server.call('PUT', `/contacts/${id}`, { token, body }),
    remove: async (id: string) => {
      assert.equal((await server.call('DELETE', `/contacts/${id}`, { token })).status, 200);
    },
    duplicate: async (search: Record<string, string>) => {
      const query = new URLSearchParams({ locationId, ...search });
      const answer = await server.call('GET', `/contacts/search/duplicate?${query}`, { token });
      assert.equal(answer.status, 200, answer.text);
      return [answer.body.contact?.id ?? null, answer.body['matchingField'] ?? null];
    },
  };
}

const refusal = ({ status, body }: Answer) => [
  status,
  body.meta?.['contactId'],
  body.meta?.['matchingField'],
];
const one = { email: 'one@example.com', phone: '+12125550101' };
const two = { email: 'two@example.com', phone: '+12125550102' };

test('a create is refused by the first kind of the policy that another contact holds', async () => {
  for (const order of [
    ['email', 'phone'],
    ['phone', 'email'],
  ]) {
    const { create, post } = await place({ contactUniqueIdentifiers: order });
    const first = await create(one);
    const second = await create(two);
    assert.deepEqual(refusal(await post({ email: one.email })), [422, first, 'email']);
    assert.deepEqual(refusal(await post({ phone: one.phone })), [422, first, 'phone']);
    const crossed = await post({ email: one.email, phone: two.phone });
    const [kind] = order;
    assert.deepEqual(refusal(crossed), [422, kind === 'email' ? first : second, kind]);
  }
});

test('the refusal names the contact, as far as it has a name', async () => {
  const { create, post } = await place();
  await create({ ...one, firstName: 'Jane', lastName: 'Smith' });
  await create(two);
  assert.equal((await post({ email: one.email })).body.meta?.['contactName'], 'Jane Smith');
  assert.equal((await post({ email: two.email })).body.meta?.['contactName'], '');
});

test('a kind outside the policy may be held by many', async () => {
  const { create, post, duplicate } = await place({ contactUniqueIdentifiers: ['phone'] });
  const first = await create({ ...one, email: two.email });
  await create({ email: two.email });
  assert.deepEqual(refusal(await post({ phone: one.phone })), [422, first, 'phone']);
  assert.deepEqual(await duplicate({ email: two.email }), [null, null]);
  assert.deepEqual(await duplicate({ number: one.phone }), [first, 'phone']);
});

test('an own value is no duplicate; another contact’s is, and the update changes nothing', async () => {
  const { create, put } = await place();
  const first = await create(one);
  const second = await create(two);
  assert.equal((await put(first, { ...one, email: 'ONE@example.com' })).status, 200);
  assert.deepEqual(refusal(await put(second, { phone: one.phone })), [422, first, 'phone']);
  const kept = contactOf(await put(second, {}));
  assert.deepEqual([kept['email'], kept['phone']], [two.email, two.phone]);
});

test('a value that was cleared, changed or deleted is free', async () => {
  const { create, put, remove } = await place();
  const first = await create(one);
  await put(first, { email: null, phone: '+12125550109' });
  const second = await create(one);
  await remove(second);
  await create(one);
});

test('the oldest further holder moves up when the first one changes or goes', async () => {
  const { create, put, remove, duplicate } = await place({ allowDuplicateContact: true });
  const { email } = one;
  const [first, second, third, fourth] = [
    await create({ email }),
    await create({ email }),
    await create({ email }),
    await create({ email }),
  ];
  assert.deepEqual(await duplicate({ email }), [first, 'email']);
  await remove(third);
  assert.deepEqual(await duplicate({ email }), [first, 'email']);
  await put(first, { email: 'other@example.com' });
  assert.deepEqual(await duplicate({ email }), [second, 'email']);
  await put(first, { email });
  assert.deepEqual(await duplicate({ email }), [second, 'email'], 'who comes back stands last');
  await remove(second);
  // The older contact, though it took the value later.
  assert.deepEqual(await duplicate({ email }), [first, 'email']);
  await put(first, { email: null });
  assert.deepEqual(await duplicate({ email }), [fourth, 'email']);
  await remove(fourth);
  assert.deepEqual(await duplicate({ email }), [null, null]);
});

test('duplicates that were allowed stay when they no longer are, and none is added', async () => {
  const { locationId, create, post, put, remove } = await place({ allowDuplicateContact: true });
  const { email } = one;
  const [first, second] = [await create({ email }), await create({ email })];
  await setPolicy(server, locationId, { allowDuplicateContact: false });
  assert.deepEqual(refusal(await post({ email })), [422, first, 'email']);
  assert.equal((await put(second, { city: 'Bonn' })).status, 200);
  assert.equal((await put(second, { email: 'One@example.com' })).status, 200, 'still its own');
  await remove(first);
  assert.deepEqual(refusal(await post({ email })), [422, second, 'email']);
  await remove(second);
  assert.equal((await post({ email })).status, 201);
});

test('the duplicate search follows the order of the policy, e-mail first when all are allowed', async () => {
  const { locationId, create, duplicate } = await place({
    contactUniqueIdentifiers: ['phone', 'email'],
  });
  const first = await create(one);
  const second = await create(two);
  const both = { email: one.email, number: two.phone };
  assert.deepEqual(await duplicate(both), [second, 'phone']);
  await setPolicy(server, locationId, { allowDuplicateContact: true });
  assert.deepEqual(await duplicate(both), [first, 'email']);
});

test('the duplicate search normalises as a create would, and takes phone for number', async () => {
  const { create, duplicate } = await place();
  const first = await create(one);
  for (const search of [
    { email: ' ONE@example.com ' },
    { number: '(212) 555-0101' },
    { phone: '+1 212 555 0101' },
    { email: 'nobody@example.com', number: one.phone },
  ]) {
    assert.equal((await duplicate(search))[0], first, JSON.stringify(search));
  }
  for (const search of [{ email: 'nobody@example.com' }, { number: 'none' }, { number: '12' }]) {
    assert.deepEqual(await duplicate(search), [null, null], JSON.stringify(search));
  }
});
