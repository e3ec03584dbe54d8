import { existsSync } from 'node:fs';

/** A file at the root of the project or the package, which source and builds lie at different depths below. */
export function fileAtRoot(name: string): URL {
  let folder = new URL('.', import.meta.url);
  for (;;) {
    const file = new URL(name, folder);
    if (existsSync(file)) return file;
    const above = new URL('..', folder);
    if (above.href === folder.href) throw new Error(`there is no ${name}`);
    folder = above;
  }
}
