import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildApp } from './build-app.ts';
import { writeBundle } from './bundle.ts';

const root = join(import.meta.dirname, '..');

/** Bundles the server, and the web app beside it, into `dist`, or the server alone into the folder named. */
const [folder] = process.argv.slice(2);
const [isBuilt] = await Promise.all([
  buildApp(root),
  writeBundle(folder === undefined ? join(root, 'dist') : resolve(folder)),
]);
if (!isBuilt) process.exitCode = 1;
else if (folder === undefined) {
  const to = join(root, 'dist', 'web');
  rmSync(to, { recursive: true, force: true });
  cpSync(join(root, 'web', 'dist'), to, { recursive: true });
}
