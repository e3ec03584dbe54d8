import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WebApp } from './http/web-app.ts';
import { fileAtRoot } from './lib/file-at-root.ts';
import { isAppBuilt } from './web-app-source.ts';

const root = dirname(fileURLToPath(fileAtRoot('package.json')));
const builder = join(root, 'web', 'build.ts');

/** Where the built app lies: a checkout builds its own, a package carries it. */
export function webAppFolder(): string {
  return existsSync(builder) ? join(root, 'web', 'dist') : join(root, 'dist', 'web');
}

/** Before anything is served: whether the app is there, or is still to be built of this checkout. */
export function lookForWebApp(app: WebApp): void {
  if (existsSync(builder) && !isAppBuilt(root)) app.state = 'building';
}

/** Builds the app in a child where it is still to be built. Returns how to end that. */
export function buildWebApp(
  app: WebApp,
  monotonicMs: () => number,
  print: (line: string) => void,
): () => void {
  if (app.state !== 'building') return () => undefined;
  print('Building the web app, once; /app/ shows it in some seconds.');
  const start = monotonicMs();
  const child = spawn(process.execPath, [builder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  let isStopped = false;
  const end = (isBuilt: boolean): void => {
    if (isStopped || app.state !== 'building') return;
    app.state = isBuilt ? 'ready' : 'failed';
    const seconds = ((monotonicMs() - start) / 1000).toFixed(1);
    if (isBuilt) print(`Built the web app in ${seconds} s.`);
    else print(`The web app could not be built: ${said.trim()}`);
  };
  child.on('error', (error) => {
    said += error.message;
    end(false);
  });
  child.on('exit', (code) => end(code === 0));
  return () => {
    isStopped = true;
    child.kill();
  };
}
