import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContact } from '../contract/contacts/operations.ts';
import { startServing } from '../test/support/process.ts';
import { worstFields, worstWholes } from '../test/support/worst-bodies.ts';
import { type Dataset, makeDataset } from './dataset.ts';
import type { Flood, FloodResult } from './flood.ts';
import { inOwnProcess } from './own-process.ts';
import { residentMegabytes } from './start.ts';

/** Contacts of each of two locations, seconds of each measurement, where the JSON goes. */
const contacts = Number(process.env['FLOODS_CONTACTS'] ?? 40_000);
const seconds = Number(process.env['FLOODS_SECONDS'] ?? 20);
const connections = Number(process.env['FLOODS_CONNECTIONS'] ?? 400);
const results = process.env['BENCH_RESULTS'] ?? join(import.meta.dirname, 'results');
const folder = mkdtempSync(join(tmpdir(), 'groundlevel-floods-'));
const path = join(folder, 'data', 'groundlevel.db');

const heavyClients = 8;

/** Searches that have most of a location read, counted, ranked or put in order. */
function heaviest(locationId: string): Flood['requests'] {
  const field = (name: string, operator: string, value: unknown): object => {
    return { field: name, operator, value };
  };
  const searches = [
    { filters: [field('firstName', 'not_contains', 'uth')] },
    { filters: [field('email', 'contains', 'person.1')] },
    { query: 'a' },
    { query: 'person', fuzzy: true, page: 50 },
    { filters: [field('tags', 'contains', 's')], sort: [{ field: 'email', direction: 'asc' }] },
    {
      filters: [
        {
          group: 'OR',
          filters: Array.from({ length: 50 }, (_, n) => field('email', 'contains', `son.${n}`)),
        },
      ],
    },
  ];
  const bodies = searches.map((each) => ({ locationId, pageLimit: 100, ...each }));
  return [
    ...bodies.map((each) => ({
      method: 'POST' as const,
      path: '/contacts/search',
      body: JSON.stringify(each),
    })),
    {
      method: 'POST',
      path: '/api/contacts/facets',
      body: JSON.stringify({ locationId, facets: ['tags', 'source', 'dateAdded:day'] }),
    },
  ];
}

/** Resolves with its figures when its time is over. */
const flood = (options: Flood): Promise<FloodResult> =>
  inOwnProcess(join(import.meta.dirname, 'flood.ts'), options);

const authorization = ({ token }: Dataset): string => `Bearer ${token}`;

try {
  console.log(`Making two locations of ${contacts} contacts…`);
  const flooding = await makeDataset(path, contacts);
  const other = await makeDataset(path, contacts);
  const serving = await startServing({ folder });
  const { baseUrl } = serving;
  const searchOf = (of: Dataset, connectionsOf: number, length = seconds): Flood => ({
    baseUrl,
    connections: connectionsOf,
    seconds: length,
    authorization: authorization(of),
    requests: [{ method: 'GET', path: `/contacts/?locationId=${of.locationId}&query=smith` }],
  });
  const get: Flood = {
    baseUrl,
    connections: 1,
    seconds,
    authorization: authorization(other),
    requests: [{ method: 'GET', path: `/contacts/${other.ids[0]}` }],
  };
  const sampled = { locationId: flooding.locationId, email: 'worst@example.com' };
  const worst = [...worstWholes(sampled), ...worstFields(createContact, sampled, () => true)];
  const bodies: Flood = {
    baseUrl,
    connections: 1,
    seconds,
    authorization: authorization(flooding),
    requests: worst.map(({ text }) => ({ method: 'POST', path: '/contacts/', body: text })),
  };

  const create: Flood = {
    baseUrl,
    connections: 1,
    seconds,
    authorization: authorization(other),
    requests: [
      {
        method: 'POST',
        path: '/contacts/',
        body: JSON.stringify({ locationId: other.locationId, firstName: 'Ann', lastName: 'Lee' }),
      },
    ],
  };
  const heaviestOf = (of: Dataset, clients: number): Flood => ({
    baseUrl,
    connections: clients,
    seconds,
    authorization: authorization(of),
    requests: heaviest(of.locationId),
  });

  await flood(searchOf(other, 2, 3));
  const searchAlone = await flood(searchOf(other, 1));
  const [searchBeside, flooders] = await Promise.all([
    flood(searchOf(other, 1)),
    flood(searchOf(flooding, connections, seconds + 2)),
  ]);
  const getAlone = await flood(get);
  const [getBeside, bodySender] = await Promise.all([flood(get), flood(bodies)]);
  const createAlone = await flood(create);
  // Beside writes, since what a search finds is kept until somebody commits.
  const [heavyAlone] = await Promise.all([flood(heaviestOf(other, 1)), flood(create)]);
  const [getBesideHeavy, createBesideHeavy, heavyBeside, heavySenders] = await Promise.all([
    flood(get),
    flood(create),
    flood(heaviestOf(other, 1)),
    flood({ ...heaviestOf(flooding, heavyClients), seconds: seconds + 2 }),
  ]);
  const megabytes = residentMegabytes(serving.child.pid ?? 0);
  await serving.kill('SIGTERM');

  const figures = {
    at: new Date().toISOString(),
    contacts,
    connections,
    seconds,
    searchAlone,
    searchBeside,
    timesItsP95Alone: searchBeside.p95Ms / searchAlone.p95Ms,
    flooders,
    getAlone,
    getBeside,
    bodySender,
    createAlone,
    heavyAlone,
    besideHeavySearches: {
      get: getBesideHeavy,
      getTimesItsP99Alone: getBesideHeavy.p99Ms / getAlone.p99Ms,
      create: createBesideHeavy,
      createTimesItsP99Alone: createBesideHeavy.p99Ms / createAlone.p99Ms,
      search: heavyBeside,
      searchTimesItsP95Alone: heavyBeside.p95Ms / heavyAlone.p95Ms,
      senders: heavySenders,
    },
    megabytes,
  };
  mkdirSync(results, { recursive: true });
  const file = join(results, `floods-${figures.at.replaceAll(':', '-')}.json`);
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
  console.log(JSON.stringify(figures, null, 2));
  console.log(`\nAll figures: ${file}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
