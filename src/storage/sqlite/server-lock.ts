import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseProblem } from './prepare-database.ts';

export type ServerLock = { describe(holder: string): void; release(): void };

/**
 * Keeps a second server off the same database. The lock is an open SQLite transaction on a file
 * beside it, which the system ends with the process: `kill -9` leaves nothing stale.
 */
export function lockForServer(databasePath: string): ServerLock {
  const path = `${databasePath}.lock`;
  const holderPath = `${databasePath}.server`;
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    const holder = existsSync(holderPath) ? readFileSync(holderPath, 'utf8') : 'another process';
    throw new DatabaseProblem(`The database ${databasePath} is already served by ${holder}.`);
  }
  return {
    describe: (holder) => writeFileSync(holderPath, holder, { mode: 0o600 }),
    release: () => {
      rmSync(holderPath, { force: true });
      lock.exec('ROLLBACK');
      lock.close();
    },
  };
}
