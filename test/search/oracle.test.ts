import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { type TestServer, startServer } from '../support/server.ts';
import { indexDifferences } from '../support/index-soundness.ts';
import { beginIndexAnew, indexAnew } from '../support/rebuild-index.ts';
import { withFile } from '../support/soundness.ts';
import { findContacts } from '../../src/features/contacts/search/find-contacts.ts';
import { toSearch } from '../../src/features/contacts/search/search-contacts.ts';
import type { Engine } from '../../src/storage/engine.ts';
import { type Search, assertAnswer, expected, page, randomSearch } from './answers.ts';
import { inlineEngineOf, locationNo } from './inline.ts';
import type { Person } from './judge.ts';
import {
  type World,
  addNote,
  addTask,
  appoint,
  enrol,
  everybodyIn,
  makeBusiness,
  makePeople,
  makeWorkflow,
  makeWorld,
  noteTexts,
  randomFrom,
} from './world.ts';
import { queries, slips, sorts } from './random-search.ts';

/** How many trees; more of them take a run of their own. */
const trees = Number(process.env['SEARCH_TREES'] ?? 300);
const seed = Number(process.env['SEARCH_SEED'] ?? 1);
/** So many that the searches for many of them are not put in order one by one. */
const count = 1600;

let server: TestServer;
let world: World;
let people: Person[];
const random = randomFrom(seed);

before(async () => {
  // The server goes on with jobs only when it is told to.
  mock.timers.enable({ apis: ['setInterval'] });
  server = await startServer();
  world = await makeWorld(server);
  await makePeople(world, random, count);
  const some = await everybodyIn(world);
  const workflows = [await makeWorkflow(world, 'Welcome'), await makeWorkflow(world, 'Farewell')];
  const businesses = [
    await makeBusiness(world, 'Bäckerei'),
    await makeBusiness(world, 'Acme'),
    await makeBusiness(world, 'acme'),
  ];
  const bulk = new Map<string, string[]>();
  for (const { id } of some) {
    if (random.is(0.05)) await enrol(world, id, random.one(workflows));
    if (random.is(0.05)) await appoint(world, id, `2026-05-0${1 + random.below(3)}T10:00:00.000Z`);
    if (random.is(0.02)) await appoint(world, id, '2026-12-24T08:30:00.000Z');
    if (random.is(0.08)) await addNote(world, id, random.one(noteTexts));
    if (random.is(0.03)) await addNote(world, id, random.one(noteTexts));
    const dues = [
      '2026-06-01T10:00:00.000Z',
      '2026-06-02T00:00:00.000Z',
      '2026-07-15T09:00:00.000Z',
    ];
    for (let task = 0; random.is(0.08) && task < 4; task += 1) {
      await addTask(world, id, random.one(dues), random.is(0.3));
    }
    const business = random.is(0.3) ? random.one(businesses) : '';
    if (business !== '') bulk.set(business, [...(bulk.get(business) ?? []), id]);
  }
  for (const [businessId, all] of bulk) {
    for (let at = 0; at < all.length; at += 50) {
      const ids = all.slice(at, at + 50);
      await world.call('POST', '/contacts/bulk/business', {
        locationId: world.locationId,
        businessId,
        ids,
      });
    }
  }
  await addAtOtherTimes();
  people = await everybodyIn(world);
});
after(async () => {
  mock.timers.reset();
  await server.close();
});

/** In another order than that of their numbers, as those are who are brought from elsewhere. */
async function addAtOtherTimes(): Promise<void> {
  withFile(server.databasePath, (database) => {
    const move = database.prepare(
      `UPDATE contacts SET date_added = ?, body = json_set(body, '$.dateAdded', ?) WHERE no = ?`,
    );
    database.exec('BEGIN IMMEDIATE');
    for (const { no } of database.prepare('SELECT no FROM contacts').all()) {
      const at = Date.UTC(2025, 0, 1) + random.below(600) * 86_400_000 + random.below(5);
      move.run(at, new Date(at).toISOString(), Number(no));
    }
    database.exec('COMMIT');
  });
  await indexAnew(server.databasePath);
}

test(`${trees} random searches are answered as plain code answers them, in order, with their totals`, async () => {
  const ids = people.map(({ id }) => id);
  const engine = inlineEngineOf(server);
  for (let round = 0; round < trees; round += 1) {
    const search = randomSearch(world, random, ids);
    await assertAnswer(world, search, people, random);
    await assertFoundUnknown(engine, search);
  }
  await engine.close();
});

/** As in a large location, where those who are found are not known by their numbers. */
async function assertFoundUnknown({ read }: Engine, search: Search): Promise<void> {
  const wanted = expected(search, people);
  const location = { no: locationNo(server, world), country: 'US' };
  const pageLimit = random.one([1, 20, 300]);
  const body = { locationId: world.locationId, pageLimit, ...search };
  const at = { limit: pageLimit, now: Date.now() };
  const { condition, page: asked } = await toSearch(read, location, body, at);
  const { sort, after } = asked;
  const few = { sort, after, limit: pageLimit, known: 3 };
  const found = await findContacts(read, location.no, condition, few);
  const said = JSON.stringify(search);
  assert.equal(found.total, wanted.length, said);
  assert.deepEqual(
    found.matches.map(({ id }) => id),
    wanted.slice(0, pageLimit),
    said,
  );
}

for (const query of queries) {
  test(`query ${JSON.stringify(query)} is answered as plain code answers it`, async () => {
    await assertAnswer(world, { query }, people, random);
    const list = await server.call(
      'GET',
      `/contacts/?locationId=${world.locationId}&limit=100&query=${encodeURIComponent(query)}`,
      { token: world.token },
    );
    const wanted = expected({ query }, people);
    assert.deepEqual(
      (list.body.contacts ?? []).map(({ id }) => id),
      wanted.slice(0, 100),
    );
    assert.equal(list.body.meta?.total, wanted.length);
  });
}

for (const query of slips) {
  test(`query ${JSON.stringify(query)} with slips is answered as plain code answers it, page by page`, async () => {
    const search: Search = { query, fuzzy: true };
    await assertAnswer(world, search, people, random);
    const wanted = expected(search, people);
    assert.deepEqual(await everyPage(search, 70), wanted);
    for (const path of ['/api/contacts/count', '/api/contacts/facets']) {
      const body = { locationId: world.locationId, ...search };
      const asked = path.endsWith('facets') ? { ...body, facets: ['tags'] } : body;
      const { body: reply } = await world.call('POST', path, asked);
      assert.equal(reply['total'], wanted.length, path);
    }
  });
}

async function everyPage(search: Search, pageLimit: number): Promise<string[]> {
  const met: string[] = [];
  for (let searchAfter: unknown; ; ) {
    const place = searchAfter === undefined ? {} : { searchAfter };
    const next = await page(world, search, { pageLimit, ...place });
    met.push(...next.ids);
    if (next.ids.length < pageLimit) return met;
    searchAfter = next.after;
  }
}

for (const field of sorts) {
  for (const direction of ['asc', 'desc'] as const) {
    test(`everybody by ${field} ${direction}, page by page`, async () => {
      const search: Search = { sort: [{ field, direction }] };
      assert.deepEqual(await everyPage(search, 333), expected(search, people));
    });
  }
}

for (const [operator, value] of [
  ['contains', 'gold plan'],
  ['contains', 'e'],
  ['not_contains', ['called', 'ü']],
  ['exists', undefined],
] as const) {
  test(`notes ${operator} ${String(value)} is answered as plain code answers it, beside other filters too`, async () => {
    const notes = { field: 'notes', operator, ...(value !== undefined && { value }) };
    const tagged = { field: 'tags', operator: 'eq', value: 'VIP' };
    const some = { group: 'OR' as const, filters: [notes, tagged] };
    for (const filters of [
      [notes],
      [notes, tagged],
      [some],
      [{ $not: [some] }],
      [{ $not: notes }],
    ]) {
      await assertAnswer(world, { filters }, people, random);
      await assertAnswer(world, { filters, query: 'ann' }, people, random);
    }
  });
}

test('a fifth filter by texts of notes is refused by its place', async () => {
  const body = {
    locationId: world.locationId,
    pageLimit: 1,
    filters: ['a', 'b', 'c', 'd', 'e'].map((value) => ({
      field: 'notes',
      operator: 'contains',
      value,
    })),
  };
  const { status, text } = await server.call('POST', '/contacts/search', {
    token: world.token,
    body,
  });
  assert.equal(status, 400);
  assert.match(text, /filters\.4\.value/);
});

test('the index is exactly what the contacts are', () => {
  assert.deepEqual(withFile(server.databasePath, indexDifferences).slice(0, 3), []);
});

test('everybody is found, in order, while the index has nobody yet', async () => {
  await beginIndexAnew(server.databasePath);
  const ids = people.map(({ id }) => id);
  for (const query of ['ann', 'a', 'vip']) await assertAnswer(world, { query }, people, random);
  await assertAnswer(world, { query: 'acrher', fuzzy: true }, people, random);
  for (const field of sorts) {
    await assertAnswer(world, { sort: [{ field, direction: 'asc' }] }, people, random);
  }
  for (let round = 0; round < 10; round += 1) {
    await assertAnswer(world, randomSearch(world, random, ids), people, random);
  }
  const built = withFile(server.databasePath, (database) =>
    database.prepare('SELECT built_to FROM search_index').get(),
  );
  assert.equal(built?.['built_to'], 0, 'it was still to be built');
});
