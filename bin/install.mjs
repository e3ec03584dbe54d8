import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { packageRoot } from './launch.mjs';

const stampName = join('node_modules', '.groundlevel-install.json');

/** Whether what is installed is what the lockfile says, with dev dependencies where needed. */
export function isInstalled(root, needsDev) {
  try {
    const stamp = JSON.parse(readFileSync(join(root, stampName), 'utf8'));
    return stamp.lock === lockHash(root) && (stamp.dev || !needsDev);
  } catch {
    return false;
  }
}

/** Installs once, quietly; false when it failed (said on standard error). */
export async function ensureInstalled({ needsDev, root = packageRoot }) {
  if (isInstalled(root, needsDev)) return true;
  // Installed below someone's node_modules: their npm has done it.
  if (!existsSync(join(root, 'package-lock.json'))) return true;
  const release = await takeLock(join(root, '.installing'));
  try {
    if (isInstalled(root, needsDev)) return true;
    console.log('Installing dependencies, once…');
    // `npm ci` would delete node_modules below a running server.
    const verb = existsSync(join(root, 'node_modules')) ? ['install', '--no-save'] : ['ci'];
    const kinds = needsDev ? '--include=dev' : '--omit=dev';
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
    const result = runNpm(root, [...verb, kinds, '--include=optional', ...quiet]);
    if (result.status !== 0) {
      console.error(result.stderr.trim() || result.stdout.trim());
      console.error('The dependencies could not be installed: npm says why above.');
      return false;
    }
    const stamp = { lock: lockHash(root), dev: needsDev };
    writeFileSync(join(root, stampName), `${JSON.stringify(stamp)}\n`);
    return true;
  } finally {
    release();
  }
}

function runNpm(root, args) {
  const cli = process.env.npm_execpath;
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 };
  return cli && /npm-cli\.[cm]?js$/.test(cli)
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** One install at a time; the lock of a process that is gone does not count. */
async function takeLock(path) {
  for (;;) {
    try {
      const file = openSync(path, 'wx');
      writeFileSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!holderLives(path)) rmSync(path, { force: true });
    else await wait(200);
  }
}

function holderLives(path) {
  try {
    process.kill(Number(readFileSync(path, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
