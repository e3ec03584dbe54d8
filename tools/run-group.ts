import { join } from 'node:path';
import { after, before, suite } from 'node:test';
import { pathToFileURL } from 'node:url';
import { closeShared, runsManyFiles } from '../test/support/process-end.ts';

/** Runs test files in this process, one after another, each as a suite of its name. */
export function runGroup(root: string, files: readonly string[]): void {
  const left = new Set(files);
  runsManyFiles();
  after(closeShared);
  let current: string | undefined;
  for (const file of files) {
    suite(file, async () => {
      before(() => {
        current = file;
      });
      after(() => {
        left.delete(file);
      });
      await import(pathToFileURL(join(root, file)).href);
    });
  }
  process.on('exit', () => {
    if (left.size === 0) return;
    console.error(`The process ended ${current ? `in ${current}` : 'before any test'}.`);
    process.exitCode = 1;
  });
}
