import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestServer, startServer } from '../support/server.ts';
import { type Person, type Tree, fold, isFoundBy, meets, rankOf } from './judge.ts';
import {
  type Random,
  type World,
  appoint,
  enrol,
  everybodyIn,
  makeBusiness,
  makePeople,
  makeWorkflow,
  makeWorld,
  randomFrom,
} from './world.ts';
import { queries, randomTree, sorts } from './random-search.ts';

/** How many trees; more of them take a run of their own. */
const trees = Number(process.env['SEARCH_TREES'] ?? 500);
const seed = Number(process.env['SEARCH_SEED'] ?? 1);
/** So many that the searches for many of them are not put in order one by one. */
const count = 1600;

let server: TestServer;
let world: World;
let people: Person[];
const random = randomFrom(seed);

before(async () => {
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
  people = await everybodyIn(world);
});
after(() => server.close());

type Sort = { field: string; direction: 'asc' | 'desc' };
type Search = { filters?: Tree[]; query?: string; sort?: Sort[] };

type Key = string | number | null;
const keys: Readonly<Record<string, (person: Person) => Key>> = {
  firstNameLowerCase: ({ firstName }) => (firstName ? fold(firstName) : null),
  lastNameLowerCase: ({ lastName }) => (lastName ? fold(lastName) : null),
  companyName: ({ companyName }) => (companyName ? fold(companyName) : null),
  businessName: ({ businessName }) => (businessName ? fold(businessName) : null),
  source: ({ source }) => (source ? fold(source) : null),
  email: ({ email }) => email?.toLowerCase() ?? null,
  dnd: ({ dnd }) => (dnd ? 1 : 0),
  dateAdded: ({ dateAdded }) => Date.parse(dateAdded),
  dateUpdated: ({ dateUpdated }) => Date.parse(dateUpdated),
};

function compare(a: Key, b: Key): number {
  if (typeof a === 'string' && typeof b === 'string')
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

function expected({ filters = [], query, sort }: Search, among: readonly Person[]): string[] {
  const found = among.filter(
    (person) =>
      filters.every((tree) => meets(person, tree)) &&
      (query === undefined || isFoundBy(person, query)),
  );
  const by: Sort[] = sort ?? [{ field: 'dateAdded', direction: 'desc' }];
  const ranked = query !== undefined && sort === undefined;
  const ranks = new Map(found.map((person) => [person, ranked ? rankOf(person, query ?? '') : 0]));
  return found
    .toSorted((a, b) => {
      const rank = (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0);
      if (rank !== 0) return rank;
      for (const { field, direction } of by) {
        const [one, other] = [keys[field]?.(a) ?? null, keys[field]?.(b) ?? null];
        // Who has none comes last in either direction.
        if (one === null || other === null) {
          if (one !== other) return one === null ? 1 : -1;
          continue;
        }
        const order = compare(one, other);
        if (order !== 0) return direction === 'asc' ? order : -order;
      }
      const order = compare(a.id, b.id);
      return by[0]?.direction === 'asc' ? order : -order;
    })
    .map(({ id }) => id);
}

async function page(
  search: Search,
  rest: object,
): Promise<{ ids: string[]; total: number; after: unknown }> {
  const body = { locationId: world.locationId, ...search, ...rest };
  const answer = await server.call('POST', '/contacts/search', { token: world.token, body });
  assert.equal(answer.status, 200, `${answer.text} ${JSON.stringify(search)}`);
  const contacts = answer.body.contacts ?? [];
  return {
    ids: contacts.map(({ id }) => id),
    total: Number(answer.body['total']),
    after: contacts.at(-1)?.['searchAfter'],
  };
}

/** The first page, one by number and one from the middle on, beside what they must be. */
async function assertAnswer(search: Search, among: readonly Person[], by: Random): Promise<void> {
  const wanted = expected(search, among);
  const said = JSON.stringify(search);
  const pageLimit = by.one([1, 3, 20, 100, 500]);
  const first = await page(search, { pageLimit });
  assert.equal(first.total, wanted.length, `total of ${said}`);
  assert.deepEqual(first.ids, wanted.slice(0, pageLimit), said);
  const pages = Math.ceil(wanted.length / pageLimit);
  if (pages < 2) return;
  const number = 1 + by.below(Math.min(pages, Math.floor(10_000 / pageLimit)));
  const numbered = await page(search, { pageLimit, page: number });
  const start = (number - 1) * pageLimit;
  assert.deepEqual(
    numbered.ids,
    wanted.slice(start, start + pageLimit),
    `page ${number} of ${said}`,
  );
  const next = await page(search, { pageLimit, searchAfter: numbered.after });
  assert.deepEqual(
    next.ids,
    wanted.slice(start + pageLimit, start + 2 * pageLimit),
    `after ${JSON.stringify(numbered.after)} of ${said}`,
  );
  assert.equal(next.total, wanted.length);
}

function randomSearch(by: Random, ids: readonly string[]): Search {
  const sort = by.is(0.6)
    ? Array.from(
        { length: by.is(0.8) ? 1 : 2 },
        (): Sort => ({
          field: by.one(sorts),
          direction: by.is(0.5) ? 'asc' : 'desc',
        }),
      )
    : undefined;
  const distinct =
    sort && new Set(sort.map(({ field }) => field)).size === sort.length ? sort : undefined;
  return {
    ...(by.is(0.85) && {
      filters: Array.from({ length: 1 + by.below(2) }, () => randomTree(by, world, ids)),
    }),
    ...(by.is(0.35) && { query: by.one(queries) }),
    ...(distinct && { sort: distinct }),
  };
}

test(`${trees} random searches are answered as plain code answers them, in order, with their totals`, async () => {
  const ids = people.map(({ id }) => id);
  for (let round = 0; round < trees; round += 1) {
    await assertAnswer(randomSearch(random, ids), people, random);
  }
});

for (const query of queries) {
  test(`query ${JSON.stringify(query)} is answered as plain code answers it`, async () => {
    await assertAnswer({ query }, people, random);
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

for (const field of sorts) {
  for (const direction of ['asc', 'desc'] as const) {
    test(`everybody by ${field} ${direction}, page by page`, async () => {
      const search: Search = { sort: [{ field, direction }] };
      const wanted = expected(search, people);
      const met: string[] = [];
      for (let searchAfter: unknown; ; ) {
        const next = await page(search, {
          pageLimit: 333,
          ...(searchAfter !== undefined && { searchAfter }),
        });
        met.push(...next.ids);
        if (next.ids.length < 333) break;
        searchAfter = next.after;
      }
      assert.deepEqual(met, wanted);
    });
  }
}

test('the index is exactly what the contacts are', () => server.inside.assertSound());
