import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import type { Proving } from '../../support/run-proof.ts';
import { makeSmartList } from '../../support/samples/smart-lists.ts';
import { makeContact } from '../../support/samples/sample-contact.ts';

export const smartListsProofs = createProofs('smart-lists');
const { proves } = smartListsProofs;

const path = '/api/smart-lists';
const vip = [{ field: 'tags', operator: 'eq', value: 'vip' }];

type List = Record<string, unknown> & { id: string };

async function create({ call, locationId }: Proving, body: object): Promise<List> {
  const made = await call('POST', path, { body: { locationId, ...body } });
  assert.equal(made.status, 201, made.text);
  return made.body['smartList'] as List;
}

proves('create-smart-list', 201, 'it is there as sent, private unless said', async (proving) => {
  const sort = [{ field: 'firstNameLowerCase', direction: 'asc' }];
  const view = { filters: vip, query: 'jane', sort, columns: ['name', 'tags'] };
  const made = await create(proving, { name: ' Best ', ...view });
  assert.partialDeepStrictEqual(made, {
    locationId: proving.locationId,
    name: 'Best',
    ...view,
    shared: false,
    owner: { kind: 'integration' },
  });
  const read = await proving.call('GET', `${path}/${made.id}`);
  assert.deepEqual(read.body['smartList'], made);
});

proves('create-smart-list', 400, 'a filter that a search refuses is named', async (proving) => {
  const { call, locationId, status } = proving;
  const filters = [{ field: 'shoeSize', operator: 'eq', value: '9' }];
  const refused = await call('POST', path, { body: { locationId, name: 'No', filters } });
  assert.equal(refused.status, status);
  assert.match(refused.text, /Invalid field shoeSize/);
});

proves('list-smart-lists', 200, 'in order of name', async (proving) => {
  for (const name of ['Émile', 'zebra', 'Early']) await create(proving, { name });
  const { body } = await proving.call('GET', `${path}?locationId=${proving.locationId}`);
  assert.partialDeepStrictEqual(body['smartLists'], [
    { name: 'Early' },
    { name: 'Émile' },
    { name: 'zebra' },
  ]);
  assert.deepEqual(body.meta, { total: 3 });
});

proves('get-smart-list', 200, 'the list that was asked for', async ({ call, place }) => {
  const { smartListId, name } = await makeSmartList(place);
  const { body } = await call('GET', `${path}/${smartListId}`);
  assert.partialDeepStrictEqual(body['smartList'], { id: smartListId, name });
});

proves('update-smart-list', 200, 'what is sent is changed, the rest stays', async (proving) => {
  const made = await create(proving, { name: 'Best', filters: vip, query: 'jane' });
  const { call, status } = proving;
  const changed = await call('PUT', `${path}/${made.id}`, { body: { query: null, shared: true } });
  assert.equal(changed.status, status, changed.text);
  const { dateUpdated: _before, ...before } = made;
  assert.partialDeepStrictEqual(changed.body['smartList'], {
    ...before,
    query: null,
    shared: true,
  });
  const read = await call('GET', `${path}/${made.id}`);
  assert.deepEqual(read.body['smartList'], changed.body['smartList']);
});

proves('delete-smart-list', 200, 'it is gone, its contacts are not', async (proving) => {
  const { call, place, mode } = proving;
  const { smartListId, contactId } = await makeSmartList(place);
  assert.equal((await call('DELETE', `${path}/${smartListId}`)).status, 200);
  const gone = await call('GET', `${path}/${smartListId}`);
  const message = `Smart list with id ${smartListId} not found`;
  assert.deepEqual([gone.status, gone.body.message], [mode === 'documented' ? 404 : 400, message]);
  assert.equal((await call('GET', `/contacts/${contactId}`)).status, 200);
});

proves(
  'list-smart-list-contacts',
  200,
  'those that the filters find, page by page',
  async (own) => {
    const { call, place } = own;
    const names: string[] = [];
    for (let each = 0; each < 3; each += 1) {
      names.push((await makeContact(place, { tags: ['vip'] })).name);
    }
    await makeContact(place, { tags: ['other'] });
    const sort = [{ field: 'firstNameLowerCase', direction: 'asc' }];
    const { id } = await create(own, { name: 'Best', filters: vip, sort });
    const found: unknown[] = [];
    let next = '';
    for (let more = true; more; ) {
      const { body } = await call('GET', `${path}/${id}/contacts?limit=2${next}`);
      assert.equal(body.total, 3);
      found.push(...(body.contacts ?? []).map(({ firstName }) => firstName));
      next = `&searchAfter=${String(body.meta?.['nextCursor'])}`;
      more = body.meta?.['more'] === true;
    }
    assert.deepEqual(found, names);
  },
);

proves('count-smart-list', 200, 'how many its filters find', async (proving) => {
  const { call, place } = proving;
  const { id } = await create(proving, { name: 'Best', filters: vip });
  for (const tags of [['vip'], ['vip', 'other'], ['other']]) await makeContact(place, { tags });
  const { body } = await call('GET', `${path}/${id}/count`);
  assert.equal(body.total, 2);
});

proves('count-contacts', 200, 'as many as a search finds', async (proving) => {
  const { call, place, locationId } = proving;
  for (const tags of [['vip'], ['vip', 'other'], ['other']]) await makeContact(place, { tags });
  const count = async (body: object): Promise<unknown> =>
    (await call('POST', '/api/contacts/count', { body: { locationId, ...body } })).body.total;
  assert.equal(await count({}), 3);
  assert.equal(await count({ filters: vip }), 2);
  assert.equal(await count({ filters: vip, query: 'other' }), 1);
});

proves('list-smart-list-changes', 200, 'who entered and left, in order', async (proving) => {
  const { call, place } = proving;
  const { id } = await create(proving, { name: 'Best', filters: vip });
  const present = await call('GET', `${path}/${id}/changes`);
  assert.deepEqual(present.body['changes'], []);
  const after = String(present.body.meta?.['nextCursor']);
  const { contactId: one } = await makeContact(place, { tags: ['vip'] });
  const { contactId: other } = await makeContact(place, { tags: [] });
  await call('POST', `/contacts/${other}/tags`, { body: { tags: ['vip'] } });
  await call('DELETE', `/contacts/${one}`);
  const { body } = await call('GET', `${path}/${id}/changes?after=${after}`);
  const changes = (body['changes'] ?? []) as { change: string; contactId: string; at: string }[];
  assert.deepEqual(
    changes.map(({ change, contactId }) => [change, contactId]),
    [
      ['entered', one],
      ['entered', other],
      ['left', one],
    ],
  );
  assert.equal(body.meta?.['more'], false);
});

proves('list-smart-list-changes', 422, 'what cannot be known is named', async (proving) => {
  const { call, status } = proving;
  const filters = [{ field: 'businessName', operator: 'eq', value: 'Acme' }];
  const { id } = await create(proving, { name: 'Acme', filters });
  const refused = await call('GET', `${path}/${id}/changes`);
  assert.equal(refused.status, status, refused.text);
  assert.match(refused.text, /filters\.0\.field is businessName/);
});
