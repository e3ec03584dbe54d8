import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { assertSound, withFile } from '../test/support/soundness.ts';
import { runCommand, startFirstRun } from '../test/support/process.ts';
import { residentMegabytes } from './start.ts';
import { type SoakLoad, startSoakLoad } from './soak-load.ts';

/** Seconds, connections, where the JSON goes. */
const seconds = Number(process.env['SOAK_SECONDS'] ?? 600);
const connections = Number(process.env['SOAK_CONNECTIONS'] ?? 32);
const results = process.env['SOAK_RESULTS'] ?? join(import.meta.dirname, 'results');
const sampleMs = Number(process.env['SOAK_SAMPLE_MS'] ?? 5000);
const removalLimitMs = 300_000;
const mebibyte = 2 ** 20;

type Sample = {
  atSeconds: number;
  requests: number;
  residentMegabytes: number;
  logMegabytes: number;
  databaseMegabytes: number;
  descriptors: number;
};

const folder = mkdtempSync(join(tmpdir(), 'groundlevel-soak-'));
const path = join(folder, 'data', 'groundlevel.db');

const megabytesOf = (file: string): number =>
  (statSync(file, { throwIfNoEntry: false })?.size ?? 0) / mebibyte;

/** Open files of a process where the system tells them; not a number elsewhere. */
function descriptorsOf(pid: number): number {
  const listed = `/proc/${pid}/fd`;
  return existsSync(listed) ? readdirSync(listed).length : Number.NaN;
}

async function managementToken(): Promise<string> {
  const args = ['token', 'create', '--management', '--name', 'soak', '--json'];
  const { code, stdout, stderr } = await runCommand(args, { folder });
  if (code !== 0) throw new Error(stderr);
  return String((JSON.parse(stdout) as { token: string }).token);
}

/** Looks at the server until the load is over. */
async function watch(pid: number, load: SoakLoad): Promise<Sample[]> {
  const start = performance.now();
  const samples: Sample[] = [];
  const look = (): void => {
    samples.push({
      atSeconds: Math.round((performance.now() - start) / 1000),
      requests: load.times.length,
      residentMegabytes: Math.round(residentMegabytes(pid)),
      logMegabytes: Math.round(megabytesOf(`${path}-wal`)),
      databaseMegabytes: Math.round(megabytesOf(path)),
      descriptors: descriptorsOf(pid),
    });
  };
  const timer = setInterval(look, sampleMs);
  await load.over;
  clearInterval(timer);
  look();
  return samples;
}

/** What deleted locations held is removed in the background, half-removed until then. */
async function removalsDone(): Promise<void> {
  const left = 'SELECT count(*) AS n FROM locations WHERE deleted_at IS NOT NULL';
  const giveUp = performance.now() + removalLimitMs;
  while (Number(withFile(path, (database) => database.prepare(left).get()?.['n'])) > 0) {
    if (performance.now() > giveUp) throw new Error('deleted locations are still there');
    await setTimeout(1000);
  }
}

try {
  const serving = await startFirstRun({ folder });
  const token = await managementToken();
  console.log(`${connections} connections for ${seconds} s…`);
  const load = startSoakLoad(serving.baseUrl, token, connections, seconds * 1000);
  const samples = await watch(serving.child.pid ?? 0, load);
  await removalsDone();
  await serving.kill('SIGTERM');
  const { code, stderr } = await serving.finished;
  assertSound(path);

  const times = load.times.toSorted((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  const most = (of: (sample: Sample) => number): number => Math.max(...samples.map(of));
  const half = samples[Math.floor(samples.length / 2)];
  const result = {
    at: new Date().toISOString(),
    seconds,
    connections,
    requests: times.length,
    perSecond: Math.round(times.length / seconds),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    slowestMs: times.at(-1) ?? Number.NaN,
    serverErrors: load.serverErrors,
    refusals: load.refusals,
    mostResidentMegabytes: most((each) => each.residentMegabytes),
    residentMegabytesHalfway: half?.residentMegabytes ?? Number.NaN,
    residentMegabytesAtTheEnd: samples.at(-1)?.residentMegabytes ?? Number.NaN,
    mostLogMegabytes: most((each) => each.logMegabytes),
    databaseMegabytes: most((each) => each.databaseMegabytes),
    mostDescriptors: most((each) => each.descriptors),
    sound: true,
    exitCode: code,
    printedErrors: stderr,
    samples,
  };
  mkdirSync(results, { recursive: true });
  const file = join(results, `soak-${result.at.replaceAll(':', '-')}.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  const { samples: _listed, ...shown } = result;
  console.log(JSON.stringify(shown, null, 2));
  console.log(`\nAll figures: ${file}`);
  const failed = load.serverErrors.length > 0 || load.refusals.length > 0 || code !== 0;
  if (failed) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
