import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf, idsOf } from './support/answers.ts';
import { assertSound } from './support/soundness.ts';
import { type Answer, type Tenant, type TestServer, startServer } from './support/server.ts';

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(async () => {
  await server.close();
  assert.deepEqual(server.faults, []);
});

const together = (count: number, make: (each: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, (_, each) => make(each)));
const withStatus = (answers: readonly Answer[], status: number): Answer[] =>
  answers.filter((each) => each.status === status);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, each) => each + 1);

/** A location of its own, so that its totals and events are those of the race. */
async function place() {
  const tenant: Tenant = await server.tenant();
  const { locationId, token } = tenant;
  const call = (method: string, path: string, body?: object, headers = {}): Promise<Answer> =>
    server.call(method, path, { token, headers, ...(body && { body }) });
  return {
    tenant,
    call,
    create: (body: object, headers = {}) =>
      call('POST', '/contacts', { locationId, ...body }, headers),
    upsert: (body: object) => call('POST', '/contacts/upsert', { locationId, ...body }),
    total: async () =>
      (await call('GET', `/contacts/?locationId=${locationId}`)).body.meta?.['total'],
    events: async (type: string): Promise<Event[]> => {
      const { events } = (await call('GET', '/api/events?limit=500')).body;
      // The shape of the contract, which the server has checked.
      return ((events ?? []) as unknown as Event[]).filter((each) => each.type === type);
    },
  };
}
type Values = Record<string, unknown> | null;
type Event = { type: string; recordId: string; version: number; before: Values; after: Values };

test('200 simultaneous upserts of one address make one contact and 199 updates', async () => {
  const { call, upsert, total, events } = await place();
  const answers = await together(200, (each) =>
    upsert({ email: each % 2 === 0 ? 'race@example.com' : 'RACE@Example.com', city: `C${each}` }),
  );
  for (const answer of answers) contactOf(answer);
  const [id, ...others] = new Set(answers.map(({ body }) => body.contact?.id));
  assert.deepEqual(others, []);
  const made = answers.filter(({ body }) => body['new'] === true);
  assert.equal(made.length, 1);
  assert.equal(await total(), 1);

  // Each reply shows the contact as its own write left it.
  const versions = answers.map(({ headers }) => Number(headers.get('etag')?.slice(1, -1)));
  assert.deepEqual(
    versions.toSorted((a, b) => a - b),
    upTo(200),
  );
  const [created, ...more] = await events('contact.created');
  const updated = await events('contact.updated');
  assert.ok(created && more.length === 0);
  assert.deepEqual(
    [created, ...updated].map(({ recordId, version }) => [recordId, version]),
    upTo(200).map((version) => [id, version]),
  );
  const written = new Map(
    answers.map((each, index) => [versions[index], each.body.contact?.['city']]),
  );
  let city = created.after?.['city'];
  assert.equal(city, written.get(1));
  for (const { version, before: was, after: is } of updated) {
    assert.equal(was?.['city'], city, `version ${version} follows the one before`);
    city = is?.['city'];
    assert.equal(city, written.get(version));
  }
  assert.equal(contactOf(await call('GET', `/contacts/${id}`))['city'], city);
});

test('of 50 simultaneous creates of one address one succeeds; the rest name it', async () => {
  const { create, total, events } = await place();
  const answers = await together(50, (each) =>
    create({ email: 'create@example.com', tags: [`t${each}`] }),
  );
  const [winner, ...others] = withStatus(answers, 201);
  assert.ok(winner && others.length === 0);
  const { id } = contactOf(winner, 201);
  const refused = withStatus(answers, 422);
  assert.equal(refused.length, 49);
  for (const { body } of refused) {
    assert.equal(body.message, 'This location does not allow duplicated contacts.');
    assert.deepEqual(body.meta, { contactId: id, contactName: '', matchingField: 'email' });
  }
  assert.deepEqual([await total(), (await events('contact.created')).length], [1, 1]);
});

test('creates that collide by e-mail or by phone leave each value with one contact', async () => {
  const { create, total } = await place();
  const answers = await together(40, (each) =>
    create(
      each % 2 === 0
        ? { email: 'either@example.com', phone: `+1212555${1000 + each}` }
        : { email: `either${each}@example.com`, phone: '+12125550100' },
    ),
  );
  assert.equal(withStatus(answers, 201).length, 2);
  assert.equal(withStatus(answers, 422).length, 38);
  assert.equal(await total(), 2);
});

test('of 20 contacts that take one address at once one gets it', async () => {
  const { tenant, call, create } = await place();
  const made = await together(20, (each) => create({ email: `own${each}@example.com` }));
  const ids = made.map((each) => contactOf(each, 201).id);
  const answers = await together(20, (each) =>
    call('PUT', `/contacts/${ids[each]}`, { email: 'wanted@example.com', city: 'Bonn' }),
  );
  assert.deepEqual([withStatus(answers, 200).length, withStatus(answers, 422).length], [1, 19]);
  const [winner] = withStatus(answers, 200).map((each) => contactOf(each).id);
  const path = `/contacts/?locationId=${tenant.locationId}`;
  assert.deepEqual(idsOf(await call('GET', `${path}&email=wanted@example.com`)), [winner]);
  const listed = await call('GET', path);
  assert.equal(listed.body.contacts?.filter(({ city }) => city === 'Bonn').length, 1);
});

test('of 20 simultaneous deletions one succeeds, and the total falls by one', async () => {
  const { call, create, total, events } = await place();
  await create({ firstName: 'Stays' });
  const { id } = contactOf(await create({ firstName: 'Goes' }), 201);
  const answers = await together(20, () => call('DELETE', `/contacts/${id}`));
  assert.deepEqual([withStatus(answers, 200).length, withStatus(answers, 404).length], [1, 19]);
  assert.deepEqual([await total(), (await events('contact.deleted')).length], [1, 1]);
});

test('50 simultaneous creates with a new tag make it once, in one spelling', async () => {
  const { tenant, create } = await place();
  const answers = await together(50, (each) => create({ tags: [each % 2 ? 'Hot' : 'HOT'] }));
  const spellings = new Set(answers.map((each) => contactOf(each, 201).tags[0]));
  assert.equal(spellings.size, 1);
  const rows = await server.app.engine.read.db
    .selectFrom('tags')
    .innerJoin('locations', 'locations.no', 'tags.location_no')
    .select(['tags.name', 'tags.contact_count'])
    .where('locations.id', '=', tenant.locationId)
    .execute();
  assert.deepEqual(
    rows.map((row) => [row.name, row.contact_count]),
    [[[...spellings][0], 50]],
  );
});

test('50 simultaneous creates with one Idempotency-Key make one contact', async () => {
  const { create, total, events } = await place();
  const headers = { 'idempotency-key': 'same' };
  const answers = await together(50, () => create({ firstName: 'Once' }, headers));
  for (const answer of answers) contactOf(answer, 201);
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
  const replayed = answers.filter((each) => each.headers.get('idempotency-replayed') === 'true');
  assert.equal(replayed.length, 49);
  assert.deepEqual([await total(), (await events('contact.created')).length], [1, 1]);
});

test('of two bodies under one Idempotency-Key one is carried out', async () => {
  const { create, total } = await place();
  const headers = { 'idempotency-key': 'contested' };
  const answers = await together(40, (each) =>
    create({ firstName: each % 2 === 0 ? 'Even' : 'Odd' }, headers),
  );
  assert.deepEqual([withStatus(answers, 201).length, withStatus(answers, 422).length], [20, 20]);
  assert.equal(new Set(withStatus(answers, 201).map(({ text }) => text)).size, 1);
  assert.equal(await total(), 1);
});

test('of 20 simultaneous updates with one If-Match one succeeds', async () => {
  const { call, create } = await place();
  const made = await create({ firstName: 'V' });
  const { id } = contactOf(made, 201);
  const answers = await together(20, (each) =>
    call('PUT', `/contacts/${id}`, { city: `City ${each}` }, { 'if-match': '"1"' }),
  );
  const [winner, ...others] = withStatus(answers, 200);
  assert.ok(winner && others.length === 0);
  const refused = withStatus(answers, 412);
  assert.equal(refused.length, 19);
  for (const { body } of refused) assert.equal(body['currentVersion'], 2);
  const read = contactOf(await call('GET', `/contacts/${id}`));
  assert.equal(read['city'], contactOf(winner)['city']);
});

test('of 10 simultaneous rotations with overlap one succeeds', async () => {
  const { locationId } = await server.tenant();
  const { id } = await server.integration(locationId, { scopes: ['contacts'] });
  const path = `/api/locations/${locationId}/integrations/${id}/rotate`;
  const token = server.managementToken;
  const answers = await together(10, () =>
    server.call('POST', path, { token, body: { expirePrevious: 'later' } }),
  );
  assert.deepEqual([withStatus(answers, 200).length, withStatus(answers, 409).length], [1, 9]);
});

test('50 clients that add a tag each to one contact lose none, while others rename and delete', async () => {
  const { tenant, call, create, events } = await place();
  const { id } = contactOf(await create({ tags: ['renamed 0', 'deleted'] }), 201);
  const path = `/locations/${tenant.locationId}/tags`;
  const listed = (await call('GET', path)).body['tags'] as { id: string; name: string }[];
  const [deleted, renamed] = listed.map((tag) => `${path}/${tag.id}`);
  const [added, renames] = await Promise.all([
    together(50, (each) => call('POST', `/contacts/${id}/tags`, { tags: [`tag ${each}`] })),
    together(20, (each) => call('PUT', String(renamed), { name: `renamed ${each + 1}` })),
    call('DELETE', String(deleted)),
  ]);
  assert.equal(withStatus(added, 201).length, 50);
  assert.equal(withStatus(renames, 200).length, 20);
  const { tags } = contactOf(await call('GET', `/contacts/${id}`));
  const names = Array.from({ length: 50 }, (_, each) => `tag ${each}`);
  const last = (await events('tag.updated')).at(-1)?.after?.['name'];
  assert.deepEqual(new Set(tags), new Set([last, ...names]));
  assert.equal(tags.length, 51);
  assert.equal((await events('contact.updated')).length, 50);
  assertSound(server.databasePath);
});
