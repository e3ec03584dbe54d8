import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { isFull } from '../constraint-errors.ts';

/** More than the index of SQLite's log, without which not even a read begins. */
export const reserveBytes = 128 * 1024;

/**
 * Opens a database with room kept for it: on a full disk the reserve beside it is given up, so that a
 * server still starts and reads. Where there is room it is kept for the next start.
 */
export function withReserve<T>(databasePath: string, open: () => T): T {
  const path = `${databasePath}.reserve`;
  try {
    const opened = open();
    if (!existsSync(path)) keep(path);
    return opened;
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    if (!isFull(cause) || !existsSync(path)) throw error;
    rmSync(path);
    return open();
  }
}

function keep(path: string): void {
  try {
    writeFileSync(path, Buffer.alloc(reserveBytes), { mode: 0o600 });
  } catch {
    rmSync(path, { force: true });
  }
}
