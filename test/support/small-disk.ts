import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { entry } from './build.ts';
import { startProcess } from './process.ts';

export type SmallDisk = {
  /** Whether it is a file system of its own, or files may only grow so far. */
  kind: 'mounted' | 'limited';
  folder: string;
  /** What a write that does not fit is answered with. */
  status: number;
  /** Leaves no room, for the processes named. */
  fill(...pids: (number | undefined)[]): void;
  makeRoom(...pids: (number | undefined)[]): void;
};

/**
 * A file system of a few megabytes where this machine lets one be mounted. Elsewhere a limit on the size
 * of each file that a process writes, which fails its writes at the same places with another error.
 */
export function smallDisk(t: TestContext, mebibytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'groundlevel-small-'));
  const options = ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder];
  const mounted = spawnSync('mount', options, { stdio: 'ignore' }).status === 0;
  t.diagnostic(
    mounted ? `on a file system of ${mebibytes} MiB` : 'with limits on the size of files',
  );
  t.after(() => {
    if (mounted) execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  if (!mounted) return limitedDisk(folder);
  const filler = join(folder, 'filler');
  return {
    kind: 'mounted',
    folder,
    status: 507,
    fill: () => fillWith(filler),
    makeRoom: () => rmSync(filler, { force: true }),
  };
}

function fillWith(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 4)) {
      const block = Buffer.alloc(size);
      while (wrote(file, block));
    }
  } finally {
    closeSync(file);
  }
}

function wrote(file: number, block: Buffer): boolean {
  try {
    return writeSync(file, block) > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}

function limitedDisk(folder: string): SmallDisk {
  const limit = (to: string, pids: readonly (number | undefined)[]): void => {
    for (const pid of pids)
      execFileSync('prlimit', ['--pid', String(pid), `--fsize=${to}:unlimited`]);
  };
  return {
    kind: 'limited',
    folder,
    status: 503,
    fill: (...pids) => limit(String(sizeOf(folder, '-wal') + leftBytes), pids),
    makeRoom: (...pids) => limit('unlimited', pids),
  };
}

/** As a disk that is nearly full: some writes still fit. */
const leftBytes = 256 * 1024;

function sizeOf(folder: string, suffix = ''): number {
  const path = join(folder, 'data', `groundlevel.db${suffix}`);
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** Starts a process of ours as it would be on such a disk when it is full. */
export function startOnFull(
  disk: SmallDisk,
  args: readonly string[],
  options: { env?: Record<string, string> } = {},
): ReturnType<typeof startProcess> {
  const { folder } = disk;
  disk.fill();
  if (disk.kind === 'mounted') return startProcess(args, { folder, ...options });
  // A server writes its files anew up to where they are; what copies the database has no room for it.
  const bytes = Math.max(sizeOf(folder), sizeOf(folder, '-wal')) / (args[0] === 'serve' ? 1 : 2);
  const limit = `ulimit -S -f ${Math.ceil(bytes / 512)}; exec "$@"`;
  const limited = ['-c', limit, 'sh', process.execPath, entry, ...args];
  return startProcess(limited, { folder, program: '/bin/sh', ...options });
}
