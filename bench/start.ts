import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const root = join(import.meta.dirname, '..');

/** Milliseconds from `npx groundlevel serve` on an existing database to the first answer. */
export async function firstAnswerMs(databasePath: string): Promise<number> {
  const port = await freePort();
  const start = performance.now();
  const child = spawn('npx', ['--no-install', 'groundlevel', 'serve'], {
    cwd: root,
    env: {
      ...process.env,
      GROUNDLEVEL_HOST: '127.0.0.1',
      GROUNDLEVEL_PORT: String(port),
      GROUNDLEVEL_DATABASE_URL: `file:${databasePath}`,
    },
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
      // Asking without a pause would take the processor from the start that is measured.
      await setTimeout(5);
    }
    return performance.now() - start;
  } finally {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    while (await answers(port)) await setTimeout(5);
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const reply = await fetch(`http://127.0.0.1:${port}/readyz`);
    await reply.arrayBuffer();
    return reply.ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Resident memory of a process in MB, as `ps` or Linux tells it; not a number on Windows. */
export function residentMegabytes(pid: number): number {
  const statusPath = `/proc/${pid}/status`;
  const kilobytes = existsSync(statusPath)
    ? /VmRSS:\s+(\d+) kB/.exec(readFileSync(statusPath, 'utf8'))?.[1]
    : spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return Number(kilobytes) / 1024;
}
