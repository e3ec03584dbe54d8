import assert from 'node:assert/strict';
import { contactOf, idsOf } from '../../support/answers.ts';
import { createProofs } from '../../support/proofs.ts';
import { idIn, makeBusiness, makeMember } from '../../support/samples/businesses.ts';
import { makeContact } from '../../support/samples/sample-contact.ts';

export const businessesProofs = createProofs('businesses');
const { proves } = businessesProofs;

proves('create-business', 201, 'the business is there as sent', async (proving) => {
  const { call, locationId } = proving;
  const sent = {
    locationId,
    name: 'Microsoft',
    phone: '+18832327657',
    email: 'john@deo.com',
    website: 'www.xyz.com',
    address: 'street adress',
    city: 'new york',
    postalCode: '12312312',
    state: 'new york',
    country: 'US',
    description: 'business description',
  };
  const { status, body } = await call('POST', '/businesses/', { body: sent });
  assert.deepEqual([status, body['success']], [201, true]);
  assert.partialDeepStrictEqual(body['buiseness'], sent);
  const id = idIn(body['buiseness']);
  assert.match(id, /^[0-9a-f]{24}$/);
  const read = await call('GET', `/businesses/${id}`);
  assert.deepEqual(read.body['business'], body['buiseness']);
});

proves('get-business', 200, 'the business that was asked for', async ({ call, place }) => {
  const { businessId, name } = await makeBusiness(place);
  await makeBusiness(place);
  const { status, body } = await call('GET', `/businesses/${businessId}`);
  assert.equal(status, 200);
  assert.partialDeepStrictEqual(body['business'], { id: businessId, name });
});

proves('get-businesses-by-location', 200, 'oldest first, a page and the total', async (proving) => {
  const { call, place, locationId } = proving;
  const ids = [];
  for (let each = 0; each < 3; each += 1) ids.push((await makeBusiness(place)).businessId);
  const list = async (query: string) => {
    const { status, body } = await call('GET', `/businesses/?locationId=${locationId}${query}`);
    assert.equal(status, 200);
    assert.ok(Array.isArray(body['businesses']));
    return [body['businesses'].map(idIn), body.meta];
  };
  assert.deepEqual(await list(''), [ids, { total: 3 }]);
  assert.deepEqual(await list('&limit=1&skip=1'), [ids.slice(1, 2), { total: 3 }]);
  assert.deepEqual(await list('&skip=3'), [[], { total: 3 }]);
});

proves('update-business', 200, 'what is sent is changed, null clears', async (proving) => {
  const { call, place } = proving;
  const { businessId, name } = await makeBusiness(place);
  const path = `/businesses/${businessId}`;
  const { status, body } = await call('PUT', path, { body: { city: 'Bern', email: null } });
  assert.deepEqual([status, body['success']], [200, true]);
  assert.partialDeepStrictEqual(body['buiseness'], { id: businessId, name, city: 'Bern' });
  const read = (await call('GET', path)).body['business'];
  assert.deepEqual(read, body['buiseness']);
  assert.ok(!JSON.stringify(read).includes('"email"'));
});

proves('delete-Business', 200, 'it is gone, its contacts stay without it', async (proving) => {
  const { call, place, mode } = proving;
  const { businessId } = await makeBusiness(place);
  const { contactId } = await makeMember(place, businessId);
  const deleted = await call('DELETE', `/businesses/${businessId}`);
  assert.deepEqual([deleted.status, deleted.body['success']], [200, true]);
  const gone = await call('GET', `/businesses/${businessId}`);
  assert.equal(gone.status, mode === 'documented' ? 404 : 400);
  assert.equal(gone.body.message, `Business with id ${businessId} not found`);
  assert.equal(contactOf(await call('GET', `/contacts/${contactId}`))['businessId'], undefined);
});

proves(
  'add-remove-contact-from-business',
  200,
  'contacts get it, null takes it off',
  async (own) => {
    const { call, place, locationId } = own;
    const { businessId } = await makeBusiness(place);
    const { contactId } = await makeContact(place);
    const businessOf = async () =>
      contactOf(await call('GET', `/contacts/${contactId}`))['businessId'];
    const set = (id: string | null) =>
      call('POST', '/contacts/bulk/business', {
        body: { locationId, ids: [contactId], businessId: id },
      });
    const put = await set(businessId);
    assert.deepEqual([put.status, put.body['success'], put.body['ids']], [200, true, [contactId]]);
    assert.equal(await businessOf(), businessId);
    assert.deepEqual((await set(null)).body['ids'], [contactId]);
    assert.equal(await businessOf(), undefined);
  },
);

proves('get-contacts-by-businessId', 200, 'its contacts by name, page by page', async (proving) => {
  const { call, place, locationId } = proving;
  const { businessId } = await makeBusiness(place);
  const ids = [];
  for (const firstName of ['Cleo', 'anna', 'Bert']) {
    ids.push((await makeMember(place, businessId, { firstName })).contactId);
  }
  await makeContact(place, { firstName: 'Bert' });
  const [cleo = '', anna = '', bert = ''] = ids;
  const list = async (query: string) => {
    const path = `/contacts/business/${businessId}?locationId=${locationId}${query}`;
    const answer = await call('GET', path);
    assert.equal(answer.status, 200, answer.text);
    return [idsOf(answer), answer.body['count'], answer.body.meta];
  };
  assert.deepEqual(await list(''), [[anna, bert, cleo], 3, { total: 3 }]);
  assert.deepEqual(await list('&limit=1&skip=1'), [[bert], 3, { total: 3 }]);
  assert.deepEqual(await list('&query=bert'), [[bert], 1, { total: 1 }]);
  assert.deepEqual(await list(`&startAfter=anna,${anna}`), [[bert, cleo], 3, { total: 3 }]);
  const apart = `&limit=1&startAfter=bert&startAfter=${bert}`;
  assert.deepEqual(await list(apart), [[cleo], 3, { total: 3 }]);
});
