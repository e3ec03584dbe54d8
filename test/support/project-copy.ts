import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const parts = ['bin', 'src', 'contract', 'package.json', 'package-lock.json', 'defaults.toml'];

/** The project as a fresh clone has it once it is installed; what is installed is shared. */
export function copyProject(to: string): void {
  for (const each of parts) cpSync(join(root, each), join(to, each), { recursive: true });
  const modules = join(to, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name === '.bin' || name.startsWith('.')) continue;
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
  }
  const lock = createHash('sha256')
    .update(readFileSync(join(to, 'package-lock.json')))
    .digest('hex');
  writeFileSync(join(modules, '.groundlevel-install.json'), JSON.stringify({ lock, dev: true }));
}

/** What keeps npm off every network, and its files out of the user's folders. */
export function offline(folder: string): Record<string, string> {
  return {
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_cache: join(folder, 'npm-cache'),
    npm_config_fetch_retries: '0',
  };
}
