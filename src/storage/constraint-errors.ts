import type { AppError } from '../errors/app-error.ts';
import { errors } from '../errors/catalogue.ts';

const sqliteBusy = 5;
const sqliteLocked = 6;
const sqliteCorrupt = 11;
const sqliteFull = 13;

/** The one place that turns a database's own failure into a code; undefined for a fault of ours. */
export function storageErrorFrom(thrown: unknown): AppError | undefined {
  const code = sqliteCode(thrown);
  if (code === undefined) return undefined;
  if (code === sqliteFull) return errors.storageFull(thrown);
  if (isBusy(thrown)) {
    return errors.unavailable('The database is busy; try again', thrown);
  }
  return undefined;
}

/** Whether another connection holds what was needed. */
export function isBusy(thrown: unknown): boolean {
  const code = sqliteCode(thrown);
  return code === sqliteBusy || code === sqliteLocked;
}

/** Whether the file is a database that has been damaged. */
export function isCorrupt(thrown: unknown): boolean {
  return sqliteCode(thrown) === sqliteCorrupt;
}

/** The primary SQLite result code of an error of `node:sqlite`. */
export function sqliteCode(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('errcode' in thrown)) return undefined;
  return typeof thrown.errcode === 'number' ? thrown.errcode & 0xff : undefined;
}
