import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Goal, Round } from '../bench/report.ts';
import { startProcess } from './support/process.ts';

const file = fileURLToPath(new URL('../bench/run.ts', import.meta.url));
const searchFile = fileURLToPath(new URL('../bench/search.ts', import.meta.url));

test('the benchmark measures every row without a failed request, and judges no figure', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-bench-test-'));
  try {
    const env = {
      BENCH_CONTACTS: '300',
      BENCH_ROUNDS: '1',
      BENCH_EACH: '3',
      BENCH_SECONDS: '0.1',
      BENCH_RESULTS: folder,
    };
    const { code, stdout, stderr } = await startProcess([], { folder, file, env }).finished;
    assert.equal(code, 0, stderr);
    assert.match(stdout, /GET, of a bare route +\d+\.\d\d +at least 0\.5/);
    const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.json'));
    // Written by the benchmark, whose shape this is.
    const result = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      goals: Goal[];
      figures: { rounds: Round[] };
    };
    assert.equal(result.goals.length, 9);
    assert.ok(result.goals.every((each) => Number.isFinite(each.figure)));
    const [round] = result.figures.rounds;
    assert.ok(round);
    assert.ok(round.rawCreatesPerSecond > 0);
    for (const [row, measured] of Object.entries(round)) {
      if (typeof measured === 'number') continue;
      assert.equal(measured.failures, 0, row);
      assert.ok(measured.requests > 0, row);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the benchmark of searches finds what the SQL by hand finds, and keeps its contacts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-bench-test-'));
  try {
    const env = {
      BENCH_DATA: join(folder, 'kept'),
      BENCH_RESULTS: join(folder, 'results'),
      BENCH_TIMES: '1',
    };
    const run = () => startProcess(['300'], { folder, file: searchFile, env }).finished;
    const { code, stdout, stderr } = await run();
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^one tag +\d+ +\d+\.\d\d +\d+\.\d\d +\d+\.\d\d +\d+\.\d\d +\d+\.\d\d$/m);
    const [name = ''] = readdirSync(env.BENCH_RESULTS);
    // Written by the benchmark, whose shape this is.
    const { sizes } = JSON.parse(readFileSync(join(env.BENCH_RESULTS, name), 'utf8')) as {
      sizes: { contacts: number; rows: { name: string; matches: number; oursMs: number }[] }[];
    };
    assert.equal(sizes[0]?.contacts, 300);
    const rows = sizes[0]?.rows ?? [];
    assert.ok(rows.length >= 16);
    for (const row of rows) assert.ok(row.oursMs > 0, row.name);
    assert.ok(rows.filter(({ matches }) => matches > 0).length >= 14);
    assert.match(stdout, /^Making 300 contacts /);
    assert.doesNotMatch((await run()).stdout, /^Making/m);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
