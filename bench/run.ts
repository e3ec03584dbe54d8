import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Started, startProcess, startServing } from '../test/support/process.ts';
import { type Dataset, makeDataset } from './dataset.ts';
import type { Kind, LoadOptions, LoadResult } from './load.ts';
import { inOwnProcess } from './own-process.ts';
import { firstAnswerMs, residentMegabytes } from './start.ts';
import { type Figures, goals, report } from './report.ts';

/** Contacts in the database, rounds, seconds of each measurement, where the JSON goes. */
const contacts = Number(process.env['BENCH_CONTACTS'] ?? 50_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
/** Instead of seconds: so many requests on each connection. */
const requestsEach = Number(process.env['BENCH_EACH'] ?? 0);
const connections = 64;
const results = process.env['BENCH_RESULTS'] ?? join(import.meta.dirname, 'results');
const numbersEach = 200_000;
/** By then a server that has nothing to do is at rest. */
const idleMs = 4000;

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), 'groundlevel-bench-'));
const databasePath = join(folder, 'data', 'groundlevel.db');
/** Every create of the run has a number of its own, so that none is a duplicate. */
let number = contacts;

function load(
  of: Dataset,
  baseUrl: string,
  kind: Kind,
  options: Partial<LoadOptions> = {},
): Promise<LoadResult> {
  number += numbersEach;
  const { locationId, token, ids, fieldIds } = of;
  const records = { locationId, ids, fieldIds };
  const all = { kind, baseUrl, token, ...records, connections, seconds, firstNumber: number };
  return inOwnProcess(join(here, 'load.ts'), { ...all, requestsEach, ...options });
}

async function rawCreates(): Promise<number> {
  number += numbersEach;
  const file = join(here, 'raw-creates.ts');
  const args = [rawPath, String(seconds), String(number)];
  const { code, stdout, stderr } = await startProcess(args, { folder, file }).finished;
  if (code !== 0) throw new Error(stderr);
  return Number((JSON.parse(stdout) as { perSecond: number }).perSecond);
}

const rawPath = join(folder, 'raw', 'groundlevel.db');

async function measure(): Promise<Figures> {
  console.log(`Making ${contacts} contacts twice…`);
  const dataset = await makeDataset(databasePath, contacts);
  await makeDataset(rawPath, contacts);

  const firstAnswers = [];
  for (let each = 0; each < 3; each += 1) firstAnswers.push(await firstAnswerMs(databasePath));

  const serving = await startServing({ folder });
  const running: Started[] = [serving];
  try {
    const { baseUrl } = serving;
    await setTimeout(idleMs);
    const idleMegabytes = residentMegabytes(serving.child.pid ?? 0);
    const sizeOf = async (path: string): Promise<number> => {
      const headers = { authorization: `Bearer ${dataset.token}` };
      return (await (await fetch(`${baseUrl}${path}`, { headers })).arrayBuffer()).byteLength;
    };
    const sizes = [
      await sizeOf(`/contacts/${dataset.ids[0]}`),
      await sizeOf(`/contacts/?locationId=${dataset.locationId}&limit=20`),
    ];
    const file = join(here, 'bare-route.ts');
    const bare = startProcess(sizes.map(String), { folder, file });
    running.push(bare);
    const [, bareUrl = ''] = await bare.printed(/running at (\S+)\n/);

    const figures: Figures = { sizes, firstAnswers, idleMegabytes, rounds: [] };
    await load(dataset, baseUrl, 'get', { seconds: 2 });
    for (let round = 1; round <= rounds; round += 1) {
      console.log(`Round ${round} of ${rounds}…`);
      const bareGet = await load(dataset, bareUrl, 'get');
      const get = await load(dataset, baseUrl, 'get');
      const bareList = await load(dataset, bareUrl, 'list');
      const list = await load(dataset, baseUrl, 'list');
      const search = await load(dataset, baseUrl, 'search');
      const rawCreatesPerSecond = await rawCreates();
      const create = await load(dataset, baseUrl, 'create');
      const createBare = await load(dataset, baseUrl, 'createBare');
      const createFull = await load(dataset, baseUrl, 'createFull');
      const upsert = await load(dataset, baseUrl, 'upsert');
      const addTags = await load(dataset, baseUrl, 'addTags');
      const alone = { connections: 1 };
      const bulkTags = await load(dataset, baseUrl, 'bulkTags', alone);
      const [createBesideBulk] = await Promise.all([
        load(dataset, baseUrl, 'create'),
        load(dataset, baseUrl, 'bulkTags', alone),
      ]);
      const createNote = await load(dataset, baseUrl, 'createNote');
      const createTask = await load(dataset, baseUrl, 'createTask');
      const [getBesideCreates, createBesideGets] = await Promise.all([
        load(dataset, baseUrl, 'get'),
        load(dataset, baseUrl, 'create'),
      ]);
      const paced = { connections: 8, perSecond: 100 };
      const pacedGet = await load(dataset, baseUrl, 'get', paced);
      const [pacedGetBesideCreates] = await Promise.all([
        load(dataset, baseUrl, 'get', paced),
        load(dataset, baseUrl, 'create'),
      ]);
      figures.rounds.push({
        bareGet,
        get,
        bareList,
        list,
        search,
        rawCreatesPerSecond,
        create,
        createBare,
        createFull,
        upsert,
        addTags,
        bulkTags,
        createBesideBulk,
        createNote,
        createTask,
        getBesideCreates,
        createBesideGets,
        pacedGet,
        pacedGetBesideCreates,
      });
    }
    return figures;
  } finally {
    for (const each of running) await each.kill('SIGTERM');
  }
}

try {
  const figures = await measure();
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
  };
  const { version } = JSON.parse(readFileSync(join(here, '../package.json'), 'utf8')) as {
    version: string;
  };
  const at = new Date().toISOString();
  const result = {
    at,
    version,
    machine,
    contacts,
    seconds,
    connections,
    goals: goals(figures),
    figures,
  };
  mkdirSync(results, { recursive: true });
  const path = join(results, `${at.replaceAll(':', '-')}.json`);
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  console.log(report(figures));
  console.log(`\nAll figures: ${path}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
