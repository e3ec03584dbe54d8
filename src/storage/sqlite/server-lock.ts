import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from '../constraint-errors.ts';
import { DatabaseProblem, reasonOf } from './database-problem.ts';

export type ServerLock = { describe(holder: string): void; release(): void };

/**
 * Keeps a second server off the same database. The lock is an open SQLite transaction on a file
 * beside it, which the system ends with the process: `kill -9` leaves nothing stale.
 */
export function lockForServer(databasePath: string): ServerLock {
  const path = `${databasePath}.lock`;
  const holderPath = holderPathOf(databasePath);
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(path, { timeout: 0 });
    lock.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    if (!isBusy(error)) {
      throw new DatabaseProblem(`The lock file ${path} cannot be written: ${reasonOf(error)}.`);
    }
    const holder = existsSync(holderPath) ? readFileSync(holderPath, 'utf8') : 'another process';
    throw new DatabaseProblem(`The database ${databasePath} is already served by ${holder}.`);
  }
  const held = lock;
  // Of a server that was killed: the next to be refused must not be told its name.
  rmSync(holderPath, { force: true });
  return {
    describe: (holder) => {
      try {
        writeFileSync(holderPath, holder, { mode: 0o600 });
      } catch {
        // On a full disk: only the name is lost, the lock itself holds.
        rmSync(holderPath, { force: true });
      }
    },
    release: () => {
      rmSync(holderPath, { force: true });
      held.exec('ROLLBACK');
      held.close();
    },
  };
}

/** Whether a server says that it runs on the database, or was killed there: for what only yields to it. */
export function isServed(databasePath: string): boolean {
  return existsSync(holderPathOf(databasePath));
}

function holderPathOf(databasePath: string): string {
  return `${databasePath}.server`;
}
