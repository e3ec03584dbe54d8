import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { startServing } from '../test/support/process.ts';
import type { Dataset, makeDataset } from './dataset.ts';
import type { Kind, LoadOptions, LoadResult } from './load.ts';
import { inOwnProcess } from './own-process.ts';

/**
 * This checkout beside another one, whose folder is the argument: both servers stand, and each kind of
 * request is sent to one and the other in turn, so that what else the machine does meets both. Ratios
 * are of this one to the other, the median of the pairs.
 */
const other = process.argv[2];
if (other === undefined) throw new Error('name the folder of the other checkout');

const contacts = Number(process.env['BENCH_CONTACTS'] ?? 20_000);
const pairs = Number(process.env['BENCH_PAIRS'] ?? 8);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 1.5);
const allKinds: readonly Kind[] = [
  'get',
  'list',
  'search',
  'create',
  'createBare',
  'createFull',
  'upsert',
  'addTags',
  'bulkTags',
  'createNote',
  'createTask',
];
const kinds = process.env['BENCH_KINDS']?.split(',') ?? allKinds;
const numbersEach = 200_000;

type Side = { baseUrl: string; dataset: Dataset; stop(): Promise<void> };

/** A server of the checkout in its own process, on a dataset that its own code has made. */
async function start(root: string, folder: string): Promise<Side> {
  const made = (await import(join(root, 'bench/dataset.ts'))) as {
    makeDataset: typeof makeDataset;
  };
  const processes = (await import(join(root, 'test/support/process.ts'))) as {
    startServing: typeof startServing;
  };
  const dataset = await made.makeDataset(join(folder, 'data', 'groundlevel.db'), contacts);
  const serving = await processes.startServing({ folder });
  return { baseUrl: serving.baseUrl, dataset, stop: () => serving.kill('SIGTERM') };
}

let number = contacts;
async function perSecond({ baseUrl, dataset }: Side, kind: Kind): Promise<number> {
  number += numbersEach;
  const { locationId, token, ids, fieldIds } = dataset;
  const options: LoadOptions = {
    kind,
    baseUrl,
    token,
    locationId,
    ids,
    fieldIds,
    connections: kind === 'bulkTags' ? 4 : 64,
    seconds,
    requestsEach: 0,
    firstNumber: number,
  };
  const result: LoadResult = await inOwnProcess(join(import.meta.dirname, 'load.ts'), options);
  if (result.failures > 0) throw new Error(`${kind}: ${result.failures} requests failed`);
  return result.perSecond;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const folder = mkdtempSync(join(tmpdir(), 'groundlevel-beside-'));
const sides: Side[] = [];
try {
  for (const [at, root] of [resolve(import.meta.dirname, '..'), resolve(other)].entries()) {
    sides.push(await start(root, join(folder, String(at))));
  }
  const [own, their] = sides;
  if (!own || !their) throw new Error('two servers are needed');
  console.log('kind         other/s    own/s   ratio  (quarter to three quarters of the pairs)');
  for (const kind of allKinds.filter((each) => kinds.includes(each))) {
    const owns: number[] = [];
    const theirs: number[] = [];
    // The first of each is not counted.
    await perSecond(own, kind);
    await perSecond(their, kind);
    for (let pair = 0; pair < pairs; pair += 1) {
      const first = pair % 2 === 0 ? own : their;
      for (const side of [first, first === own ? their : own]) {
        (side === own ? owns : theirs).push(await perSecond(side, kind));
      }
    }
    const ratios = owns.map((each, at) => each / (theirs[at] ?? Number.NaN));
    const sorted = ratios.toSorted((a, b) => a - b);
    const at = (share: number): string =>
      (sorted[Math.floor(share * sorted.length)] ?? 0).toFixed(2);
    const figures = [median(theirs), median(owns)].map((each) => each.toFixed(0).padStart(9));
    console.log(
      `${kind.padEnd(11)}${figures.join('')}${median(ratios).toFixed(2).padStart(8)}  (${at(0.25)} to ${at(0.75)})`,
    );
  }
} finally {
  for (const side of sides) await side.stop();
  rmSync(folder, { recursive: true, force: true });
}
