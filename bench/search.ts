import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Agent, request as send } from 'node:http';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { cacheBytes } from '../src/storage/sqlite/connection.ts';
import { addFunctions } from '../src/storage/sqlite/functions.ts';
import { startServing } from '../test/support/process.ts';
import { aligned, median } from './report.ts';
import { type Request, type SearchRow, referred, searchRows } from './search-rows.ts';
import { wordsOf } from './search-words.ts';
import { type Seeded, seededDatabase } from './seeded.ts';

/**
 * Searches over HTTP beside the best SQL by hand and a scan of one column: `npm run bench:search`, or with
 * other numbers of contacts, as `npm run bench:search -- 10000,1000000`.
 */
const sizes = (process.argv[2] ?? '10000,100000').split(',').map(Number);
const results = process.env['BENCH_RESULTS'] ?? join(import.meta.dirname, 'results');
const warmUps = 3;
const times = Number(process.env['BENCH_TIMES'] ?? 15);
/** What takes long is done less often, but never less than this. */
const leastTimes = 3;
const enoughMs = 6000;

type Reply = { total: number; ids: string[] };
type Timed<T> = { ms: number; last: T };
type Measured = {
  name: string;
  matches: number;
  /** Null where the server gave no answer, whose status and code are the difference. */
  oursMs: number | null;
  /** The same, asked again while nobody commits anything. */
  againMs: number | null;
  sqlMs: number;
  sqlIs: 'scan' | 'index';
  scanMs: number;
  /** Says what the reply and the SQL differ in. */
  difference?: string;
};

async function timed<T>(
  work: () => Promise<T> | T,
  before: () => void = () => undefined,
): Promise<Timed<T>> {
  const taken: number[] = [];
  const startMs = performance.now();
  let last = await work();
  for (let done = 1; ; done += 1) {
    const isEnough = performance.now() - startMs > enoughMs;
    if (taken.length >= times || (isEnough && taken.length >= leastTimes)) break;
    before();
    const fromMs = performance.now();
    last = await work();
    if (done >= warmUps || isEnough) taken.push(performance.now() - fromMs);
  }
  return { ms: median(taken), last };
}

const smartLists = '/api/smart-lists';

class NoAnswer extends Error {}

/** One connection for the requests of a row: the server ends one that the scans leave idle. */
function client(baseUrl: string, token: string): (request: Request) => Promise<Reply> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return async ({ method, path, body }) => {
    const sent = send(new URL(path, baseUrl), { method, headers, agent });
    sent.end(body && JSON.stringify(body));
    const [reply] = await once(sent, 'response');
    const chunks: Buffer[] = [];
    for await (const chunk of reply) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    if (![200, 201].includes(reply.statusCode)) throw new NoAnswer(text);
    if (method === 'DELETE' || path === smartLists) {
      return {
        total: 0,
        ids: [String((JSON.parse(text) as { smartList?: { id: string } }).smartList?.id)],
      };
    }
    // All operations answer so, the list with its total below `meta`, facets with values and their counts.
    const {
      contacts = [],
      facets = [],
      total,
      meta,
    } = JSON.parse(text) as {
      contacts?: { id: string }[];
      facets?: { values: { value: string; count: number }[] }[];
      total?: number;
      meta?: { total: number };
    };
    const counted = facets.flatMap(({ values }) =>
      values.map(({ value, count }) => `${value} ${count}`),
    );
    return { total: total ?? meta?.total ?? 0, ids: [...contacts.map(({ id }) => id), ...counted] };
  };
}

function byHand(database: DatabaseSync, { sql }: SearchRow): () => Reply {
  const statement = database.prepare(sql);
  return () => {
    const rows = statement.all();
    const ids = rows.flatMap(({ id }) => (id === null ? [] : [String(id)]));
    return { total: Number(rows[0]?.['total'] ?? 0), ids };
  };
}

function differenceOf(ours: Reply, sql: Reply): string | undefined {
  if (ours.total !== sql.total) return `total ${ours.total}, by SQL ${sql.total}`;
  const most = Math.max(ours.ids.length, sql.ids.length);
  const places = Array.from({ length: most }, (_, place) => place);
  const at = places.find((place) => ours.ids[place] !== sql.ids[place]);
  if (at === undefined) return undefined;
  const [one = 'none', other = 'none'] = [ours.ids[at], sql.ids[at]];
  return `contact ${at + 1} of the page is ${one}, by SQL ${other}`;
}

async function measure(seeded: Seeded): Promise<Measured[]> {
  const serving = await startServing({ folder: seeded.folder });
  const database = new DatabaseSync(seeded.path, { readOnly: true });
  const writing = new DatabaseSync(seeded.path, { timeout: 5000 });
  const commit = writing.prepare('UPDATE locations SET updated_at = updated_at + 1');
  // What a search has found, and the pages that a connection has read, are kept until somebody commits.
  const touch = (): void => void commit.run();
  const admin = client(serving.baseUrl, seeded.token);
  try {
    addFunctions(database);
    // As much memory as a reader of the server has.
    database.exec(`PRAGMA cache_size=-${cacheBytes / 1024}; PRAGMA temp_store=MEMORY`);
    const scan = database.prepare('SELECT count(*) FROM contacts WHERE version > 0');
    const measured: Measured[] = [];
    const words = wordsOf(database, seeded.locationNo);
    const { locationId, fieldIds } = seeded;
    const body = { locationId, name: `Bench ${Date.now()}`, filters: referred(fieldIds) };
    const [listId = ''] = (await admin({ method: 'POST', path: smartLists, body })).ids;
    for (const row of searchRows(seeded, words, database, listId)) {
      const ask = client(serving.baseUrl, seeded.token);
      const answer = (): Promise<Reply> => ask(row.request);
      const ours = await timed(answer, touch).catch((error: unknown) => {
        if (error instanceof NoAnswer) return error;
        throw error;
      });
      const again = ours instanceof NoAnswer ? undefined : await timed(answer);
      const sql = await timed(byHand(database, row), touch);
      const { ms: scanMs } = await timed(() => scan.get());
      const difference =
        ours instanceof NoAnswer ? ours.message : differenceOf(ours.last, sql.last);
      measured.push({
        name: row.name,
        matches: sql.last.total,
        oursMs: ours instanceof NoAnswer ? null : ours.ms,
        againMs: again?.ms ?? null,
        sqlMs: sql.ms,
        sqlIs: row.note ?? 'index',
        scanMs,
        ...(difference !== undefined && { difference }),
      });
    }
    await admin({ method: 'DELETE', path: `${smartLists}/${listId}` });
    return measured;
  } finally {
    writing.close();
    database.close();
    await serving.kill('SIGTERM');
  }
}

function tableOf(contacts: number, measured: readonly Measured[]): string {
  const head = [
    `${contacts.toLocaleString('en-US')} CONTACTS`,
    'MATCHES',
    'OURS MS',
    'AGAIN MS',
    'BEST SQL MS',
    'SCAN MS',
    'OURS/SCAN',
  ];
  const rows = measured.map(({ name, matches, oursMs, againMs, sqlMs, sqlIs, scanMs }) => [
    name,
    matches.toLocaleString('en-US'),
    oursMs?.toFixed(2) ?? 'none',
    againMs?.toFixed(2) ?? 'none',
    `${sqlIs === 'scan' ? 'scan ' : ''}${sqlMs.toFixed(2)}`,
    scanMs.toFixed(2),
    oursMs === null ? '' : (oursMs / scanMs).toFixed(2),
  ]);
  return aligned([head, ...rows]);
}

if (!sizes.every((each) => Number.isInteger(each) && each > 0)) {
  throw new Error('the numbers of contacts must be whole and apart by commas, as 10000,100000');
}
const loadAtFirst = loadavg()[0];
const bySize: { contacts: number; rows: Measured[] }[] = [];
for (const contacts of sizes) {
  const rows = await measure(await seededDatabase(contacts));
  bySize.push({ contacts, rows });
  console.log(`\n${tableOf(contacts, rows)}`);
  for (const { name, difference } of rows) {
    if (difference === undefined) continue;
    console.log(`WARNING: ${name}: ${difference}`);
    process.exitCode = 1;
  }
}
const at = new Date().toISOString();
const machine = {
  cores: availableParallelism(),
  node: process.version,
  loadAtFirst,
  loadAtLast: loadavg()[0],
};
mkdirSync(results, { recursive: true });
const file = join(results, `search-${at.replaceAll(':', '-')}.json`);
writeFileSync(file, `${JSON.stringify({ at, machine, warmUps, times, sizes: bySize }, null, 2)}\n`);
console.log(`\nAll figures: ${file}`);
