import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import type { Proving } from '../../support/run-proof.ts';
import type { Wire } from '../../support/server.ts';

export const tagsProofs = createProofs('tags');
const { proves } = tagsProofs;

const shown = ({ tag }: Wire): Record<string, unknown> => {
  assert.ok(typeof tag === 'object' && tag !== null, JSON.stringify(tag));
  return { ...tag };
};

/** A contact with tags, and what it has when asked. */
async function tagged(
  { call, locationId }: Proving,
  tags: string[],
): Promise<{ path: string; tags(): Promise<unknown> }> {
  const made = await call('POST', '/contacts', { body: { locationId, firstName: 'T', tags } });
  const path = `/contacts/${made.body.contact?.id}`;
  return { path, tags: async () => (await call('GET', path)).body.contact?.tags };
}

proves(
  'create-tag',
  200,
  'it is listed and leaves its event',
  async ({ call, locationId, mode }) => {
    const path = `/locations/${locationId}/tags`;
    const made = shown((await call('POST', path, { body: { name: ' Hot Lead ' } })).body);
    const { id, ...rest } = made;
    assert.match(String(id), /^[A-Za-z0-9]{20}$/);
    const name = mode === 'observed' ? 'hot lead' : 'Hot Lead';
    assert.deepEqual(rest, { name, locationId });
    assert.deepEqual((await call('GET', path)).body['tags'], [made]);
    const { events } = (await call('GET', '/api/events')).body;
    const event = { type: 'tag.created', recordId: id, contactId: null, before: null };
    assert.partialDeepStrictEqual(events?.at(-1), { ...event, after: { id, name } });
  },
);

proves('get-location-tags', 200, 'by name, with the total, made by contacts or not', async (p) => {
  const path = `/locations/${p.locationId}/tags`;
  await p.call('POST', path, { body: { name: 'b' } });
  await tagged(p, ['c', 'A']);
  const names = ({ body }: { body: Wire }): unknown =>
    (body['tags'] as { name: string }[] | undefined)?.map(({ name }) => name.toLowerCase());
  const all = await p.call('GET', path);
  assert.deepEqual(names(all), ['a', 'b', 'c']);
  assert.deepEqual(all.body.meta, { total: 3 });
  const page = await p.call('GET', `${path}?limit=1&skip=1`);
  assert.deepEqual([names(page), page.body.meta], [['b'], { total: 3 }]);
});

proves('get-location-tags', 200, 'with how many contacts have each, not the deleted', async (p) => {
  await tagged(p, ['vip', 'lead']);
  await tagged(p, ['vip']);
  const deleted = await tagged(p, ['vip', 'gone']);
  await p.call('DELETE', deleted.path);
  const path = `/locations/${p.locationId}/tags`;
  const { body } = await p.call('GET', `${path}?expand=contactCount`);
  const tags = (body['tags'] ?? []) as { name: string; contactCount: number }[];
  assert.deepEqual(
    tags.map(({ name, contactCount }) => [name, contactCount]),
    [
      ['gone', 0],
      ['lead', 1],
      ['vip', 2],
    ],
  );
});

proves(
  'merge-tag',
  200,
  'its contacts have the other one, each once, and it is gone',
  async (p) => {
    const { call, locationId } = p;
    const path = `/locations/${locationId}/tags`;
    const one = await tagged(p, ['old', 'kept']);
    const both = await tagged(p, ['new', 'old']);
    const deleted = await tagged(p, ['old']);
    await call('DELETE', deleted.path);
    const list = (await call('GET', path)).body['tags'] as { id: string; name: string }[];
    const idOf = (name: string): string => list.find((each) => each.name === name)?.id ?? '';
    const into = idOf('new');
    const merged = await call('POST', `/api${path}/${idOf('old')}/merge`, { body: { into } });
    assert.equal(merged.body['succeeded'], true, merged.text);
    await call('POST', `/api${deleted.path}/restore`);
    assert.deepEqual(await one.tags(), ['kept', 'new']);
    assert.deepEqual(await both.tags(), ['new']);
    assert.deepEqual(await deleted.tags(), ['new']);
    assert.equal(
      (await call('GET', `${path}/${idOf('old')}`)).body.message?.includes('not found'),
      true,
    );
    const { events } = (await call('GET', `/api${one.path}/events`)).body;
    const values = { before: { tagsRemoved: ['old'] }, after: { tagsAdded: ['new'] } };
    assert.partialDeepStrictEqual(events?.at(-1), {
      type: 'contact.updated',
      version: 2,
      ...values,
    });
    const { jobs } = (await call('GET', `/api/jobs?locationId=${locationId}`)).body;
    const job = (jobs as { kind: string }[]).find(({ kind }) => kind === 'merge-tag');
    assert.partialDeepStrictEqual(job, { status: 'done', done: 2, total: 2 });
  },
);

proves('get-tag-by-id', 200, 'id, name and location', async ({ sample, ask, locationId }) => {
  const request = await sample();
  const expected = { id: request.params?.['tagId'], name: request.shows, locationId };
  assert.deepEqual(shown((await ask(request)).body), expected);
});

proves('update-tag', 200, 'every contact that has it shows the new name at once', async (p) => {
  const { call, locationId } = p;
  const one = await tagged(p, ['first', 'old', 'last']);
  const list = await call('GET', `/locations/${locationId}/tags`);
  const { id } = (list.body['tags'] as { id: string; name: string }[])[2] ?? { id: '' };
  const path = `/locations/${locationId}/tags/${id}`;
  const renamed = await call('PUT', path, { body: { name: 'new' } });
  assert.deepEqual(shown(renamed.body), { id, name: 'new', locationId });
  assert.deepEqual(await one.tags(), ['first', 'new', 'last']);
  const query = `locationId=${locationId}&tags=`;
  assert.equal((await call('GET', `/contacts/?${query}NEW`)).body['count'], 1);
  assert.equal((await call('GET', `/contacts/?${query}old`)).body['count'], 0);
  const { events } = (await call('GET', '/api/events')).body;
  const values = { before: { id, name: 'old' }, after: { id, name: 'new' } };
  assert.partialDeepStrictEqual(events?.at(-1), { type: 'tag.updated', recordId: id, ...values });
});

proves('delete-tag', 200, 'it is gone from the list and from every contact', async (p) => {
  const { call, locationId } = p;
  const one = await tagged(p, ['first', 'gone', 'last']);
  const path = `/locations/${locationId}/tags`;
  const list = (await call('GET', path)).body['tags'] as { id: string; name: string }[];
  const id = list.find(({ name }) => name === 'gone')?.id;
  const deleted = await call('DELETE', `${path}/${id}`);
  assert.equal(deleted.body['succeded'], true);
  assert.deepEqual(await one.tags(), ['first', 'last']);
  assert.equal((await call('GET', path)).body.meta?.['total'], 2);
  const lost = await call('GET', `${path}/${id}`);
  assert.equal(lost.body.message, `Tag with id ${id} not found`);
  const found = await call('GET', `/contacts/?locationId=${locationId}&tags=gone`);
  assert.equal(found.body['count'], 0);
  const { events } = (await call('GET', '/api/events')).body;
  const event = { type: 'tag.deleted', recordId: id, before: { id, name: 'gone' }, after: null };
  assert.partialDeepStrictEqual(events?.at(-1), event);
});

proves('add-tags', 201, 'the whole list, what is new, one event with a version', async (p) => {
  const one = await tagged(p, ['first']);
  const added = await p.call('POST', `${one.path}/tags`, { body: { tags: [' new ', 'FIRST'] } });
  const { tags, tagsAdded } = added.body;
  assert.deepEqual([tags, tagsAdded], [['first', 'new'], ['new']]);
  assert.equal(added.headers.get('etag'), '"2"');
  assert.deepEqual(await one.tags(), ['first', 'new']);
  const { events } = (await p.call('GET', `/api${one.path}/events`)).body;
  assert.equal(events?.length, 2);
  const values = { before: { tagsRemoved: [] }, after: { tagsAdded: ['new'] } };
  assert.partialDeepStrictEqual(events?.at(-1), { type: 'contact.updated', version: 2, ...values });
  const again = await p.call('POST', `${one.path}/tags`, { body: { tags: ['New'] } });
  assert.deepEqual([again.body['tagsAdded'], again.headers.get('etag')], [[], '"2"']);
  const after = (await p.call('GET', `/api${one.path}/events`)).body.events;
  assert.equal(after?.length, 2, 'nothing changed, so nothing is told');
});

proves('remove-tags', 200, 'the list that is left, what is gone, one event', async (p) => {
  const one = await tagged(p, ['first', 'second', 'third']);
  const body = { tags: ['SECOND', 'none'] };
  const removed = await p.call('DELETE', `${one.path}/tags`, { body });
  const { tags, tagsRemoved } = removed.body;
  assert.deepEqual([tags, tagsRemoved], [['first', 'third'], ['second']]);
  assert.deepEqual(await one.tags(), ['first', 'third']);
  const { events } = (await p.call('GET', `/api${one.path}/events`)).body;
  const values = {
    before: { tagsRemoved: ['second'] },
    after: { tagsAdded: [] },
  };
  assert.partialDeepStrictEqual(events?.at(-1), { type: 'contact.updated', version: 2, ...values });
  await p.call('DELETE', `${one.path}/tags`, { body });
  assert.equal((await p.call('GET', one.path)).headers.get('etag'), '"2"');
});

proves('create-association', 201, 'each contact is changed, and its result says how', async (p) => {
  const [one, two] = [await tagged(p, ['old']), await tagged(p, ['new'])];
  const contacts = [one, two].map(({ path }) => path.slice('/contacts/'.length));
  const send = (type: string, more: object): ReturnType<Proving['call']> => {
    const body = { locationId: p.locationId, contacts, ...more };
    return p.call('POST', `/contacts/bulk/tags/update/${type}`, { body });
  };
  const { body } = await send('add', { tags: ['new'] });
  const { errorCount, responses, succeded, succeeded } = body;
  assert.deepEqual([succeded, errorCount], [true, 0]);
  assert.equal(succeeded, true);
  const done = { message: 'Tags updated', type: 'success' };
  assert.deepEqual(responses, [
    { contactId: contacts[0], ...done, oldTags: ['old'], tagsAdded: ['new'], tagsRemoved: [] },
    { contactId: contacts[1], ...done, oldTags: ['new'], tagsAdded: [], tagsRemoved: [] },
  ]);
  assert.deepEqual([await one.tags(), await two.tags()], [['old', 'new'], ['new']]);
  await send('remove', { tags: ['new'] });
  assert.deepEqual([await one.tags(), await two.tags()], [['old'], []]);
  await send('remove', { tags: [], removeAllTags: true });
  assert.deepEqual(await one.tags(), []);
});

proves('bulk-tag-contacts', 201, 'the form of the guides does the same', async (p) => {
  const one = await tagged(p, ['old']);
  const contactId = one.path.slice('/contacts/'.length);
  const send = (action: string, tags: string[]): ReturnType<Proving['call']> =>
    p.call('POST', '/contacts/bulk/tags', { body: { contactIds: [contactId], tags, action } });
  const { body } = await send('add', ['new']);
  const lists = { oldTags: ['old'], tagsAdded: ['new'], tagsRemoved: [] };
  const result = { contactId, message: 'Tags updated', type: 'success', ...lists };
  assert.deepEqual([body['errorCount'], body['responses']], [0, [result]]);
  assert.deepEqual(await one.tags(), ['old', 'new']);
  await send('remove', ['old']);
  assert.deepEqual(await one.tags(), ['new']);
});

proves('add-followers-contact', 201, 'who follows now, who is new, one event', async (p) => {
  const { path } = await tagged(p, []);
  const follow = (followers: string[]): ReturnType<Proving['call']> =>
    p.call('POST', `${path}/followers`, { body: { followers } });
  await follow(['one']);
  const { body } = await follow(['one', 'two', 'two']);
  assert.deepEqual([body['followers'], body['followersAdded']], [['one', 'two'], ['two']]);
  const read = await p.call('GET', path);
  assert.deepEqual(read.body.contact?.['followers'], ['one', 'two']);
  assert.equal(read.headers.get('etag'), '"3"');
  const { events } = (await p.call('GET', `/api${path}/events`)).body;
  const values = { before: { followers: ['one'] }, after: { followers: ['one', 'two'] } };
  assert.partialDeepStrictEqual(events?.at(-1), { type: 'contact.updated', version: 3, ...values });
});

proves('remove-followers-contact', 200, 'who is left, who is gone, one event', async (p) => {
  const { path } = await tagged(p, []);
  await p.call('POST', `${path}/followers`, { body: { followers: ['one', 'two'] } });
  const unfollow = (followers: string[]): ReturnType<Proving['call']> =>
    p.call('DELETE', `${path}/followers`, { body: { followers } });
  const { body } = await unfollow(['two', 'none']);
  assert.deepEqual([body['followers'], body['followersRemoved']], [['one'], ['two']]);
  assert.deepEqual((await p.call('GET', path)).body.contact?.['followers'], ['one']);
  const none = await unfollow(['one', 'two']);
  assert.deepEqual([none.body['followers'], none.body['followersRemoved']], [[], ['one']]);
  assert.equal((await p.call('GET', path)).headers.get('etag'), '"4"');
});
