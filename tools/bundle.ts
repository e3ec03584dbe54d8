import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';
import { noticesOf } from './notices.ts';

const root = join(import.meta.dirname, '..');
/** The command line, and each module that a thread is started from or told to import. */
const entries = [
  'src/cli/main.ts',
  'src/storage/sqlite/writer-thread.ts',
  'src/storage/sqlite/reader-thread.ts',
  'src/storage/sqlite/checkpoint-thread.ts',
  'src/commands.ts',
  'src/queries.ts',
];

/** Writes the server with all that it imports into a folder; what else was there is removed. */
export async function writeBundle(to: string): Promise<void> {
  const bundle = await rolldown({
    cwd: root,
    platform: 'node',
    input: Object.fromEntries(entries.map((entry) => [basename(entry, '.ts'), entry])),
    tsconfig: false,
    // An import that is not found is only a warning, and would be left in.
    onLog: (_level, log) => {
      throw new Error(log.message);
    },
  });
  const { output } = await bundle.generate({
    // All in one folder: threads are started from what lies beside the chunk that starts them.
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunk-[name].mjs',
    keepNames: true,
  });
  await bundle.close();
  const files = new Map<string, string>();
  for (const each of output) {
    if (each.type === 'chunk') files.set(each.fileName, each.code);
  }
  const modules = output.flatMap((each) => (each.type === 'chunk' ? each.moduleIds : []));
  files.set('THIRD-PARTY.txt', noticesOf(modules));
  mkdirSync(to, { recursive: true });
  for (const [name, text] of files) replace(join(to, name), text);
  for (const name of readdirSync(to)) {
    if (!files.has(name) && name !== 'web') rmSync(join(to, name), { recursive: true });
  }
}

/** Never half written, and not at all where it is the same: a server may be starting from it. */
function replace(path: string, text: string): void {
  if (contentOf(path) === text) return;
  const written = `${path}.${process.pid}`;
  writeFileSync(written, text);
  renameSync(written, path);
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
