import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** What runs SQL: a connection, or a bare database. */
type Runs = { exec(sql: string): void };

/** Size of the write-ahead log of a database file, 0 when there is none. */
export function logBytes(path: string): number {
  return statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

/** Copies the log into the database without waiting for anyone. */
export function checkpoint(connection: Runs): void {
  connection.exec('PRAGMA wal_checkpoint(PASSIVE)');
}

/**
 * Copies the whole log into the database and cuts it to nothing, so that no earlier page can be
 * read from it. Waits for nobody: false when a reader still needs it.
 */
export function emptyLog(database: DatabaseSync, busyTimeoutMs: number): boolean {
  database.exec('PRAGMA busy_timeout=0');
  try {
    return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
  } finally {
    database.exec(`PRAGMA busy_timeout=${busyTimeoutMs}`);
  }
}

/**
 * Under load the checkpoint thread never reaches the end of the log; past the limit the writer
 * finishes the rest between two groups, so that the log starts over and stays bounded. A reader
 * on an old snapshot is not waited for: the next group tries again.
 */
export function boundLog(
  connection: Runs,
  path: string,
  limitBytes: number,
  busyTimeoutMs: number,
): void {
  if (logBytes(path) <= limitBytes) return;
  connection.exec('PRAGMA busy_timeout=0');
  try {
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    connection.exec(`PRAGMA busy_timeout=${busyTimeoutMs}`);
  }
}
