import type { AppError } from '../errors/app-error.ts';
import { errors } from '../errors/catalogue.ts';

const sqliteBusy = 5;
const sqliteLocked = 6;
const sqliteReadOnly = 8;
const sqliteIo = 10;
const sqliteCorrupt = 11;
const sqliteFull = 13;
const sqliteCannotOpen = 14;
/** Extended: the index of the log, a file of its own, could not grow. */
const sqliteIndexSize = 4874;

/** The one place that turns a database's own failure into a code; undefined for a fault of ours. */
export function storageErrorFrom(thrown: unknown): AppError | undefined {
  const code = sqliteCode(thrown);
  if (code === undefined) return undefined;
  if (isFull(thrown)) return errors.storageFull(thrown);
  if (isBusy(thrown)) {
    return errors.unavailable('The database is busy; try again', thrown);
  }
  const failing = [sqliteReadOnly, sqliteIo, sqliteCannotOpen].includes(code);
  return failing ? errors.storageFailed(thrown) : undefined;
}

/** Whether there was no room. */
export function isFull(thrown: unknown): boolean {
  return sqliteCode(thrown) === sqliteFull || extendedCode(thrown) === sqliteIndexSize;
}

/** Whether the disk did not do what it was told, also for want of room. */
export function isIoError(thrown: unknown): boolean {
  return sqliteCode(thrown) === sqliteIo;
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
  const code = extendedCode(thrown);
  return code === undefined ? undefined : code & 0xff;
}

function extendedCode(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('errcode' in thrown)) return undefined;
  return typeof thrown.errcode === 'number' ? thrown.errcode : undefined;
}

/** The same for a file: a code of the catalogue for what the disk or the system did, else undefined. */
export function fileErrorFrom(thrown: unknown): AppError | undefined {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return errors.storageFull(thrown);
  if (code === 'EMFILE' || code === 'ENFILE') {
    return errors.unavailable('The server has too many files and connections open', thrown);
  }
  const failing = ['EROFS', 'EIO', 'EACCES', 'EPERM', 'EFBIG', 'ENXIO', 'ENODEV', 'ESTALE'];
  return failing.includes(String(code)) ? errors.storageFailed(thrown) : undefined;
}
