import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { projectFiles } from '../text-checks.ts';

/** A clean clone of HEAD: nothing installed, nothing that git does not know. */
export function cloneHead(root: string, folder: string): void {
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, folder], { stdio: 'pipe' });
}

/** The files of a working copy, installed already: its own folder of links to the packages. */
export function copyInstalled(root: string, folder: string): void {
  for (const file of projectFiles(root)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (['.cache', '.groundlevel-install.json'].includes(name)) continue;
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
  }
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const stamp = { lock: lock.digest('hex'), dev: true };
  writeFileSync(join(modules, '.groundlevel-install.json'), JSON.stringify(stamp));
}

/** What a newcomer's terminal has: an empty home, an empty npm cache, no settings of ours. */
export function newcomerEnv(home: string): Record<string, string> {
  mkdirSync(home, { recursive: true });
  const dropped = /^(?:npm_(?!config_registry$)|GROUNDLEVEL_|NODE_(?!EXTRA_CA_CERTS$)|INIT_CWD$)/i;
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !dropped.test(entry[0]),
  );
  const env: Record<string, string> = Object.fromEntries(kept);
  // npm puts the tools of the package that it runs a script of in front.
  const path = (env['PATH'] ?? '').split(delimiter).filter((each) => !/node_modules/.test(each));
  return { ...env, PATH: path.join(delimiter), HOME: home, npm_config_cache: join(home, '.npm') };
}
