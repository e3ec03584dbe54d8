import { globSync } from 'node:fs';
import { join, sep } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const root = join(import.meta.dirname, '..');
/** The longest of all, which come as patterns: they start first, so that none is left running alone at the end. */
const first = [
  'test/crash/kill.test.ts',
  'test/fuzz/fields.test.ts',
  'test/isolation.test.ts',
  'test/fuzz/operations.test.ts',
  'tools/try-docs.test.ts',
  'test/contract/proofs.test.ts',
  'test/bench.test.ts',
  'test/fuzz/body-cost.test.ts',
  'test/crash/power-loss.test.ts',
  'test/fuzz/damaged-bytes.test.ts',
  'test/process/graceful-stop.test.ts',
  'tools/pack.test.ts',
];

const files = globSync(process.argv.slice(2), { cwd: root }).map((file) =>
  file.replaceAll(sep, '/'),
);
const missing = first.filter((file) => !files.includes(file));
if (missing.length > 0) throw new Error(`no such test: ${missing.join(', ')}`);
const rest = files.filter((file) => !first.includes(file)).sort();

run({ cwd: root, files: [...first, ...rest].map((file) => join(root, file)), concurrency: 2 })
  .on('test:fail', () => {
    process.exitCode = 1;
  })
  .compose(spec)
  .pipe(process.stdout);
