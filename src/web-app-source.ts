import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The file of a build that says what it was made of. */
export const buildRecord = 'build.json';

/** What the build of the app depends on, as one text: the lockfile and all of `web/` but what is made there. */
export function appSourceHash(root: string): string {
  const made = /^web\/(?:dist|node_modules)(?:[./]|$)/;
  const files = globSync('web/**', { cwd: root, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(root.length).replaceAll(sep, '/'))
    .map((file) => file.replace(/^\//, ''))
    .filter((file) => !made.test(file))
    .toSorted();
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', ...files]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Whether there is a build of the source as it is now. */
export function isAppBuilt(root: string): boolean {
  const record = join(root, 'web', 'dist', buildRecord);
  if (!existsSync(record)) return false;
  const { hash } = JSON.parse(readFileSync(record, 'utf8')) as { hash?: string };
  return hash === appSourceHash(root);
}
