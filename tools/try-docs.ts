import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloneHead, newcomerEnv } from './docs/checkout.ts';
import { type Page, followPages } from './docs/reader.ts';

/** The pages whose every command is run, in this order. */
export const triedPages = [
  'README.md',
  'docs/day-to-day.md',
  'docs/quick-start.md',
  'docs/around-contacts.md',
] as const;

export function readPages(root: string): Page[] {
  return triedPages.map((name) => ({ name, markdown: readFileSync(join(root, name), 'utf8') }));
}

/** `npm run try-docs [-- --as-written]`: the pages in a clean clone; else the ports are free ones. */
if (import.meta.main) {
  const place = mkdtempSync(join(tmpdir(), 'groundlevel-docs-'));
  try {
    const folder = join(place, 'groundlevel');
    cloneHead(process.cwd(), folder);
    const problem = await followPages(readPages(folder), {
      folder,
      env: newcomerEnv(join(place, 'home')),
      asWritten: process.argv.includes('--as-written'),
      say: (line) => console.log(line),
    });
    console.log(problem ?? 'Every command answers what the pages say.');
    if (problem !== undefined) process.exitCode = 1;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
