import { globSync } from 'node:fs';
import { join, sep } from 'node:path';
import { runGroups } from './run-groups.ts';
import { groupsOf } from './test-groups.ts';

const root = join(import.meta.dirname, '..');
const files = globSync(process.argv.slice(2), { cwd: root }).map((file) =>
  file.replaceAll(sep, '/'),
);
// Until all is known to be well: an end before that is a failure.
process.exitCode = 1;
try {
  if (await runGroups(root, groupsOf(files))) process.exitCode = 0;
} catch (error) {
  console.error(error);
}
