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
after(async () => {
  try {
    server.inside.assertSound();
  } finally {
    await server.close();
  }
  assert.deepEqual(server.faults, []);
});

type ListedTag = { id: string; name: string };
type Result = {
  contactId: string;
  message: string;
  type: string;
  tagsAdded?: string[];
  tagsRemoved?: string[];
};

async function contact(tags: string[], where = server.own): Promise<string> {
  const body = { locationId: where.locationId, firstName: 'T', tags };
  return contactOf(await server.call('POST', '/contacts', { token: where.token, body }), 201).id;
}
const read = async (id: string): Promise<string[]> =>
  contactOf(await server.call('GET', `/contacts/${id}`)).tags;
const add = (id: string, tags: string[]): Promise<Answer> =>
  server.call('POST', `/contacts/${id}/tags`, { body: { tags } });
const tagsPath = (): string => `/locations/${locationId}/tags`;
const makeTag = async (name: string): Promise<ListedTag> =>
  (await server.call('POST', tagsPath(), { body: { name } })).body['tag'] as ListedTag;
const bulk = (type: string, contacts: string[], more: object): Promise<Answer> =>
  server.call('POST', `/contacts/bulk/tags/update/${type}`, {
    body: { locationId, contacts, ...more },
  });
const resultsOf = ({ status, body, text }: Answer): Result[] => {
  assert.equal(status, 201, text);
  return body['responses'] as Result[];
};

test('bulk says per id what happened, in the order sent, and one bad id fails no other', async () => {
  const [one, deleted] = [await contact(['a']), await contact([])];
  await server.call('DELETE', `/contacts/${deleted}`);
  const elsewhere = await contact([], server.other);
  const unknown = elsewhere.split('').toReversed().join('');
  const sent = [one, 'abcdef', deleted, elsewhere, unknown, one];
  const answer = await bulk('add', sent, { tags: ['b'] });
  const results = resultsOf(answer);
  assert.deepEqual(
    results.map(({ contactId, message }) => [contactId, message]),
    [
      [one, 'Tags updated'],
      ['abcdef', 'contact id is not a valid firebase id'],
      [deleted, 'contact is deleted'],
      [elsewhere, 'contact does not belong to location'],
      [unknown, 'contact does not belong to location'],
      [one, 'Tags updated'],
    ],
  );
  assert.deepEqual([results[0]?.tagsAdded, results[5]?.tagsAdded], [['b'], []]);
  assert.deepEqual([answer.body['succeded'], answer.body['errorCount']], [true, 4]);
  assert.deepEqual(await read(one), ['a', 'b']);
});

test('bulk names what is wrong with the request, with its limits', async () => {
  const id = await contact([]);
  const wrong: [Answer, string, RegExp][] = [
    [await bulk('toggle', [id], { tags: ['x'] }), 'type', /add or remove/],
    [await bulk('add', [id], { tags: ['x'], removeAllTags: true }), 'removeAllTags', /type remove/],
    [await bulk('add', new Array<string>(1001).fill(id), { tags: ['x'] }), 'contacts', /1000/],
    [await bulk('add', [id], { tags: new Array<string>(101).fill('x') }), 'tags', /100/],
    [await bulk('add', [id], {}), 'tags', /should not be empty/],
  ];
  for (const [{ status, body, text }, field, message] of wrong) {
    assert.equal(status, 422, text);
    assert.equal(body.fields?.[0]?.field, field);
    assert.match(String(body.fields?.[0]?.message), message);
  }
  assert.deepEqual(await read(id), []);
  const text = await bulk('remove', [id], { tags: [], removeAllTags: 'false' });
  assert.equal(resultsOf(text)[0]?.type, 'success', 'as a text, as in the published example');
});

test('to remove all tags none need to be named', async () => {
  const id = await contact(['a', 'b']);
  const answer = await bulk('remove', [id], { removeAllTags: true });
  assert.deepEqual(resultsOf(answer)[0]?.tagsRemoved, ['a', 'b']);
  assert.deepEqual(await read(id), []);
  const named = await server.call('POST', `/locations/${server.own.locationId}/tags`, { body: {} });
  assert.deepEqual(named.body.message, ['name should not be empty'], 'each problem once');
});

test('a contact takes 500 tags, says so of one more, and bulk goes on past it', async () => {
  const full = await contact(Array.from({ length: 499 }, (_, each) => `full ${each}`));
  assert.equal((await add(full, ['the last'])).status, 201);
  const refused = await add(full, ['one more']);
  assert.equal(refused.status, 422);
  assert.match(String(refused.body.message), /^tags must not have more than 500 items/);
  assert.equal((await add(full, ['THE LAST'])).status, 201, 'it is there already');
  const other = await contact([]);
  const results = resultsOf(await bulk('add', [full, other], { tags: ['one more'] }));
  assert.deepEqual(
    results.map(({ type }) => type),
    ['error', 'success'],
  );
  assert.equal((await read(full)).length, 500);
});

test('an update to the same tags in another order keeps the new order', async () => {
  const id = await contact(['a', 'b', 'c']);
  await server.call('PUT', `/contacts/${id}`, { body: { tags: ['c', 'new', 'a'] } });
  assert.deepEqual(await read(id), ['c', 'new', 'a']);
});

test('creating a tag twice returns the first one, and says so', async () => {
  const first = await makeTag('Twice');
  const again = await server.call('POST', tagsPath(), { body: { name: 'TWICE' } });
  assert.deepEqual([again.status, again.body['tag']], [200, { ...first, locationId }]);
  assert.match(String(again.body.warnings), /tag Twice was there already; nothing was created/);
});

test('a rename to the name of another tag is refused; one of the case alone is not', async () => {
  const [one, two] = [await makeTag('Rename one'), await makeTag('Rename two')];
  const path = `${tagsPath()}/${two.id}`;
  const refused = await server.call('PUT', path, { body: { name: 'rename ONE' } });
  assert.deepEqual([refused.status, refused.body.fields?.[0]?.field], [422, 'name']);
  assert.match(String(refused.body.message), new RegExp(one.id));
  const id = await contact(['rename two']);
  await server.call('PUT', path, { body: { name: 'RENAME TWO' } });
  assert.deepEqual(await read(id), ['RENAME TWO']);
  for (const name of ['', '   ']) {
    const empty = await server.call('PUT', path, { body: { name } });
    assert.deepEqual([empty.status, empty.body.fields?.[0]?.field], [422, 'name']);
  }
});

test('with expand=contactCount each tag says how many contacts have it', async () => {
  const place = await server.tenant(['contacts']);
  const path = `/locations/${place.locationId}/tags`;
  const call = (method: string, to: string, body?: object): Promise<Answer> =>
    server.call(method, to, { token: place.token, body });
  await call('POST', path, { name: 'none' });
  const one = await contact(['some', 'other'], place);
  await contact(['some'], place);
  const counts = async (): Promise<unknown> => {
    const { body } = await call('GET', `${path}?expand=contactCount`);
    const tags = body['tags'] as { name: string; contactCount: number }[];
    return Object.fromEntries(tags.map(({ name, contactCount }) => [name, contactCount]));
  };
  assert.deepEqual(await counts(), { none: 0, other: 1, some: 2 });
  await call('DELETE', `/contacts/${one}`);
  assert.deepEqual(await counts(), { none: 0, other: 0, some: 1 });
  await call('POST', `/api/contacts/${one}/restore`);
  assert.deepEqual(await counts(), { none: 0, other: 1, some: 2 });
  const { body } = await call('GET', path);
  assert.equal(
    (body['tags'] as object[]).some((tag) => 'contactCount' in tag),
    false,
  );
  const unknown = await call('GET', `${path}?expand=colour`);
  assert.match(String(unknown.body.warnings), /expand colour is not known and was ignored/);
});

test('a tag is merged into another one of its location, and into nothing else', async () => {
  const [one, other] = [await makeTag('Merge one'), await makeTag('Merge other')];
  const elsewhere = await server.call('POST', `/locations/${server.other.locationId}/tags`, {
    token: server.other.token,
    body: { name: 'Elsewhere' },
  });
  const foreign = (elsewhere.body['tag'] as ListedTag).id;
  const merge = (from: string, into: string): Promise<Answer> =>
    server.call('POST', `/api${tagsPath()}/${from}/merge`, { body: { into } });
  for (const into of [one.id, foreign, 'none', '']) {
    const refused = await merge(one.id, into);
    assert.deepEqual(
      [refused.status, refused.body.fields?.[0]?.field],
      [422, 'into'],
      refused.text,
    );
  }
  assert.equal((await merge(foreign, other.id)).status, 404);
  assert.equal((await merge(one.id, other.id)).status, 200);
  assert.equal((await merge(one.id, other.id)).status, 404);
});

test('the name of a deleted tag is free at once, for a tag of its own', async () => {
  const tag = await makeTag('Reused');
  const id = await contact(['before', 'reused', 'after']);
  assert.equal((await server.call('DELETE', `${tagsPath()}/${tag.id}`)).status, 200);
  assert.deepEqual(await read(id), ['before', 'after']);
  const added = await add(id, ['reUSED']);
  assert.deepEqual(added.body['tags'], ['before', 'after', 'reUSED']);
  assert.notEqual((await makeTag('Reused')).id, tag.id);
  assert.equal((await server.call('DELETE', `${tagsPath()}/${tag.id}`)).status, 404);
});

test('a contact keeps up to 100 followers, whoever they are', async () => {
  const id = await contact([]);
  const path = `/contacts/${id}/followers`;
  const followers = Array.from({ length: 100 }, (_, each) => `follower ${each}`);
  assert.equal((await server.call('POST', path, { body: { followers } })).status, 201);
  const refused = await server.call('POST', path, { body: { followers: ['another'] } });
  assert.deepEqual([refused.status, refused.body.fields?.[0]?.field], [422, 'followers']);
  assert.match(String(refused.body.message), /100/);
  const again = await server.call('POST', path, { body: { followers: ['follower 7'] } });
  assert.deepEqual([again.status, again.body['followersAdded']], [201, []]);
});
