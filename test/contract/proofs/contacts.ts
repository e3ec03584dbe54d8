import assert from 'node:assert/strict';
import { contactOf, idsOf } from '../../support/answers.ts';
import { createProofs } from '../../support/proofs.ts';
import { makeContact } from '../../support/samples/sample-contact.ts';

export const contactsProofs = createProofs('contacts');
const { proves } = contactsProofs;

proves('create-contact', 201, 'the contact is there as sent', async ({ call, locationId }) => {
  const sent = { locationId, firstName: 'Jane', email: 'jane@example.com', tags: ['api-test'] };
  const { id } = contactOf(await call('POST', '/contacts/', { body: sent }), 201);
  assert.partialDeepStrictEqual(contactOf(await call('GET', `/contacts/${id}`)), { id, ...sent });
});

proves('get-contact', 200, 'the contact that was asked for', async ({ call, place }) => {
  const { contactId, name } = await makeContact(place);
  await makeContact(place);
  const contact = contactOf(await call('GET', `/contacts/${contactId}`));
  assert.deepEqual([contact.id, contact['firstName']], [contactId, name]);
});

proves('update-contact', 200, 'what is sent is changed, the rest is kept', async (proving) => {
  const { call, place, version } = proving;
  const { contactId, name } = await makeContact(place);
  const path = `/contacts/${contactId}`;
  const { status, body } = await call('PUT', path, { body: { city: 'Bern', tags: ['moved'] } });
  assert.deepEqual([status, body[version === 'v3' ? 'succeeded' : 'succeded']], [200, true]);
  const changed = { id: contactId, firstName: name, city: 'Bern', tags: ['moved'] };
  assert.partialDeepStrictEqual(body.contact, changed);
  assert.partialDeepStrictEqual(contactOf(await call('GET', path)), changed);
});

proves('delete-contact', 200, 'the contact is gone', async ({ call, place, mode }) => {
  const { contactId } = await makeContact(place);
  const { contactId: other } = await makeContact(place);
  const deleted = await call('DELETE', `/contacts/${contactId}`);
  assert.deepEqual([deleted.status, deleted.body['succeded']], [200, true]);
  assert.equal(deleted.body['succeeded'], true);
  const gone = await call('GET', `/contacts/${contactId}`);
  assert.equal(gone.status, mode === 'documented' ? 404 : 400);
  assert.equal(gone.body.message, `Contact with id ${contactId} not found`);
  assert.equal(contactOf(await call('GET', `/contacts/${other}`)).id, other);
});

proves('upsert-contact', 200, 'the match is updated, another created', async (proving) => {
  const { call, place, locationId } = proving;
  const { contactId, name } = await makeContact(place);
  const upsert = (email: string) =>
    call('POST', '/contacts/upsert', { body: { locationId, email, city: 'Bern' } });
  const matched = await upsert(`${name}@example.com`);
  assert.deepEqual([contactOf(matched).id, matched.body['new']], [contactId, false]);
  assert.partialDeepStrictEqual(contactOf(await call('GET', `/contacts/${contactId}`)), {
    firstName: name,
    city: 'Bern',
  });
  const created = await upsert('another@example.com');
  assert.equal(created.body['new'], true);
  assert.notEqual(contactOf(created).id, contactId);
});

proves('get-contacts', 200, 'the contacts of the filter, and their total', async (proving) => {
  const { call, place, locationId } = proving;
  const { contactId, name } = await makeContact(place);
  const second = (await makeContact(place)).contactId;
  const list = (query: string) => call('GET', `/contacts/?locationId=${locationId}${query}`);
  const all = await list('');
  assert.deepEqual(idsOf(all), [second, contactId]);
  assert.partialDeepStrictEqual(all.body, { count: 2, meta: { total: 2, nextPage: null } });
  const filtered = await list(`&query=${name}@example.com`);
  assert.deepEqual(idsOf(filtered), [contactId]);
  assert.deepEqual(filtered.body.meta?.['total'], 1);
});

proves('get-duplicate-contact', 200, 'the contact that holds the value', async (proving) => {
  const { call, place, locationId } = proving;
  const { contactId, name } = await makeContact(place);
  const find = (email: string) =>
    call('GET', `/contacts/search/duplicate?locationId=${locationId}&email=${email}`);
  const found = await find(`${name}@example.com`);
  assert.deepEqual([contactOf(found).id, found.body['matchingField']], [contactId, 'email']);
  assert.equal((await find('nobody@example.com')).body.contact, null);
});

proves(
  'search-contacts-advanced',
  200,
  'the contacts of the filter, and their total',
  async (proving) => {
    const { call, place, locationId } = proving;
    const { contactId } = await makeContact(place, { city: 'Bern' });
    await makeContact(place, { city: 'Basel' });
    const filters = [{ field: 'city', operator: 'eq', value: 'Bern' }];
    const body = { locationId, pageLimit: 10, filters };
    const found = await call('POST', '/contacts/search', { body });
    assert.deepEqual([found.status, idsOf(found), found.body['total']], [200, [contactId], 1]);
  },
);

proves('count-facets', 200, 'the contacts of the filter, by what they have', async (proving) => {
  const { call, place, locationId } = proving;
  for (const tags of [['VIP', 'new'], ['VIP'], ['old']]) {
    await makeContact(place, { tags, source: 'Web', country: 'US' });
  }
  await makeContact(place, { tags: ['VIP'], source: 'Fair', assignedTo: 'ann', country: 'CH' });
  const filters = [{ field: 'tags', operator: 'eq', value: 'vip' }];
  const facets = ['tags', 'source', 'assignedTo', 'country', 'dateAdded:month'];
  const count = (body: object) =>
    call('POST', '/api/contacts/facets', { body: { locationId, facets, ...body } });
  const { body } = await count({ filters });
  const month = contactOf(await call('GET', `/contacts/${(await makeContact(place)).contactId}`));
  const value = String(month['dateAdded']).slice(0, 7);
  const [vip] =
    (body['facets'] as { values: { value: string }[] }[] | undefined)?.[0]?.values ?? [];
  assert.equal(vip?.value.toLowerCase(), 'vip');
  const only = (facet: string, values: object[]): object => ({ facet, values, more: false });
  assert.deepEqual(
    [body['total'], body['facets']],
    [
      3,
      [
        only('tags', [
          { value: vip?.value, count: 3 },
          { value: 'new', count: 1 },
        ]),
        only('source', [
          { value: 'Web', count: 2 },
          { value: 'Fair', count: 1 },
        ]),
        only('assignedTo', [{ value: 'ann', count: 1 }]),
        only('country', [
          { value: 'US', count: 2 },
          { value: 'CH', count: 1 },
        ]),
        only('dateAdded:month', [{ value, count: 3 }]),
      ],
    ],
  );
  const { body: first } = await count({ facets: ['source'], limit: 1 });
  assert.deepEqual(first['facets'], [
    { facet: 'source', values: [{ value: 'Web', count: 3 }], more: true },
  ]);
});

proves('count-facets', 400, 'a facet that there is not is named', async (proving) => {
  const { call, locationId, status } = proving;
  for (const facet of ['shoeSize', 'dateAdded:year', 'customFields.none', '']) {
    const body = { locationId, facets: ['tags', facet] };
    const refused = await call('POST', '/api/contacts/facets', { body });
    assert.equal(refused.status, status, refused.text);
    assert.match(refused.text, /facets\.1/);
  }
});
