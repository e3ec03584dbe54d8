import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { countFacetsIn, toFacets } from '../../src/features/contacts/facets/facets.ts';
import { toSearch } from '../../src/features/contacts/search/search-contacts.ts';
import { indexAnew } from '../support/rebuild-index.ts';
import { type TestServer, startServer } from '../support/server.ts';
import { inlineEngineOf, locationNo } from './inline.ts';
import { type Person, type Tree, fold, isFoundBy, meets, valuesOf } from './judge.ts';
import { queries, randomTree } from './random-search.ts';
import {
  type Random,
  type World,
  everybodyIn,
  makePeople,
  makeWorld,
  randomFrom,
} from './world.ts';

const rounds = Number(process.env['FACET_ROUNDS'] ?? 60);
const random = randomFrom(Number(process.env['FACET_SEED'] ?? 3));
const dayMs = 86_400_000;

let server: TestServer;
let world: World;
let people: Person[];
let facets: string[];

before(async () => {
  server = await startServer();
  world = await makeWorld(server);
  await makePeople(world, random, 700);
  const { locationId, fields } = world;
  for (const source of ['WEB', 'Wéb', 'a very long source '.repeat(20)]) {
    const tags = [`only ${source.slice(0, 3)}`];
    await world.call('POST', '/contacts/', { locationId, firstName: 'Spelled', source, tags });
  }
  spreadOverTime(server.databasePath);
  await indexAnew(server.databasePath);
  people = await everybodyIn(world);
  facets = [
    'tags',
    'source',
    'assignedTo',
    'country',
    `customFields.${fields.size}`,
    `customFields.${fields.colours}`,
    'dateAdded:day',
    'dateAdded:week',
    'dateAdded:month',
  ];
});
after(() => server.close());

/** Days, their edges, the turns of years and what lies far apart. */
function spreadOverTime(path: string): void {
  const database = new DatabaseSync(path);
  const update = database.prepare(
    "UPDATE contacts SET date_added = ?, body = json_set(body, '$.dateAdded', ?) WHERE no = ?",
  );
  const first = Date.UTC(2024, 10, 20);
  for (const { no } of database.prepare('SELECT no FROM contacts').all()) {
    const day = random.is(0.02) ? Date.UTC(1999, 11, 31) : first + random.below(500) * dayMs;
    const ms = day + random.one([0, 1, dayMs - 1, random.below(dayMs)]);
    update.run(ms, new Date(ms).toISOString(), Number(no));
  }
  database.close();
}

type Counted = { facet: string; values: { value: string; count: number }[]; more: boolean };
type Asked = { filters?: Tree[]; query?: string; facets: string[]; limit: number };

const byBytes = (one: string, other: string): number =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));

/** What a person counts for, each with how it may be spelled. */
function keysOf(person: Person, facet: string): [key: string, spelling: string][] {
  const [name = '', period] = facet.split(':');
  if (period === undefined) {
    const values = [...new Set(valuesOf(person, name).map(String))];
    if (name === 'assignedTo') return values.map((value) => [value, value]);
    return values.map((value) => [name === 'tags' ? value.toLowerCase() : fold(value), value]);
  }
  const day = new Date(person.dateAdded.slice(0, 10));
  if (period === 'week') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  const text = day.toISOString().slice(0, period === 'month' ? 7 : 10);
  return [[text, text]];
}

function expected({ filters = [], query, limit }: Asked, facet: string): Counted & { all: number } {
  const groups = new Map<string, { spellings: Set<string>; count: number }>();
  for (const person of people) {
    if (!filters.every((tree) => meets(person, tree))) continue;
    if (query !== undefined && !isFoundBy(person, query)) continue;
    for (const [key, spelling] of keysOf(person, facet)) {
      const group = groups.get(key) ?? { spellings: new Set(), count: 0 };
      group.spellings.add(spelling);
      groups.set(key, { ...group, count: group.count + 1 });
    }
  }
  const isDated = facet.includes(':');
  const ordered = [...groups].toSorted(([one, a], [other, b]) =>
    isDated ? byBytes(one, other) : b.count - a.count || byBytes(one, other),
  );
  const values = isDated ? ordered.slice(-limit) : ordered.slice(0, limit);
  return {
    facet,
    values: values.map(([, { spellings, count }]) => ({ value: [...spellings].join('|'), count })),
    more: ordered.length > limit,
    all: ordered.length,
  };
}

function assertCounted(asked: Asked, counted: readonly Counted[]): void {
  assert.deepEqual(
    counted.map(({ facet }) => facet),
    asked.facets,
  );
  for (const { facet, values, more } of counted) {
    const said = `${facet} of ${JSON.stringify(asked)}`;
    const wanted = expected(asked, facet);
    assert.equal(more, wanted.more, said);
    // Any spelling that a contact has is right.
    const spelled = values.map(({ value, count }, at) => {
      const known = wanted.values[at]?.value.split('|') ?? [];
      return { value: known.includes(value) ? known.join('|') : value, count };
    });
    assert.deepEqual(spelled, wanted.values, said);
  }
}

async function byRequest(asked: Asked): Promise<Counted[]> {
  const body = { locationId: world.locationId, ...asked };
  const answer = await server.call('POST', '/api/contacts/facets', { token: world.token, body });
  assert.equal(answer.status, 200, answer.text);
  return answer.body['facets'] as Counted[];
}

/** As of so many contacts that they are not read. */
async function byTerms(asked: Asked, few = 0): Promise<Counted[]> {
  const engine = inlineEngineOf(server);
  try {
    const { read } = engine;
    const no = locationNo(server, world);
    const { locationId } = world;
    const search = { locationId, ...asked, pageLimit: 1 };
    const { condition } = await toSearch(read, { no, country: 'US' }, search, { limit: 1, now: 0 });
    const named = await toFacets(read, no, asked.facets);
    const request = { condition, facets: named, limit: asked.limit };
    return (await countFacetsIn(read, no, request, few)).facets;
  } finally {
    await engine.close();
  }
}

function randomAsk(by: Random, ids: readonly string[]): Asked {
  return {
    ...(by.is(0.8) && {
      filters: Array.from({ length: 1 + by.below(2) }, () => randomTree(by, world, ids)),
    }),
    ...(by.is(0.3) && { query: by.one(queries) }),
    facets,
    limit: by.one([1, 2, 3, 50, 200]),
  };
}

test(`${rounds} random searches are counted as plain code counts them, read and by terms`, async () => {
  const ids = people.map(({ id }) => id);
  for (let round = 0; round < rounds; round += 1) {
    const asked = randomAsk(random, ids);
    assertCounted(asked, await byRequest(asked));
    assertCounted(asked, await byTerms(asked));
  }
});

test('everybody is counted, read and by terms', async () => {
  for (const limit of [1, 3, 200]) {
    const asked = { facets, limit };
    assertCounted(asked, await byRequest(asked));
    assertCounted(asked, await byTerms(asked));
  }
});

test('everybody is read while the index is being built', async () => {
  const database = new DatabaseSync(server.databasePath);
  database.exec('UPDATE search_index SET built_to = 0');
  database.close();
  const filters = [{ field: 'source', operator: 'exists' }];
  for (const asked of [
    { facets, limit: 50 },
    { facets, limit: 50, filters },
  ]) {
    assertCounted(asked, await byTerms(asked));
  }
});
