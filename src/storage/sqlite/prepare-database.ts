import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { migrations, schemaVersion } from '../migrations/migrations.ts';
import { isCorrupt, isFull } from '../constraint-errors.ts';
import { busyTimeoutMs } from './connection.ts';
import { DatabaseProblem, reasonOf } from './database-problem.ts';
import { withReserve } from './reserve.ts';
import { type ServerLock, lockForServer } from './server-lock.ts';

/** 'GLvl' as a 32-bit number: marks the file as ours. */
const applicationId = 0x474c766c;

export type Prepared = { created: boolean; migratedFrom: number | undefined; copy?: string };

/** A file up to this size is checked page by page at start; a larger one at its root pages. */
const fullCheckBytes = 64 * 1024 * 1024;

/** Makes the folder (0700) and the file (0600) when absent, checks that it is ours, migrates. */
export function prepareDatabase(path: string, { waitMs = busyTimeoutMs } = {}): Prepared {
  const found = look(path);
  if (found === undefined || found === schemaVersion) return bringUpToDate(path, waitMs);
  // A server of an older version may be running on it.
  const lock = lockForServer(path);
  try {
    return bringUpToDate(path, waitMs);
  } finally {
    lock.release();
  }
}

/** The same, and keeps every other server off it until the lock is released. */
export function prepareForServing(path: string): { prepared: Prepared; lock: ServerLock } {
  look(path);
  const lock = lockForServer(path);
  try {
    return { prepared: withReserve(path, () => bringUpToDate(path, busyTimeoutMs)), lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The schema of the file that is there; refuses what is not ours and touches nothing. */
function look(path: string): number | undefined {
  readyFolder(dirname(path));
  if (!existsSync(path)) return undefined;
  if (!statSync(path).isFile()) {
    throw new DatabaseProblem(`${path} is not a file, so it cannot be the database.`);
  }
  return inspectDatabase(path);
}

function readyFolder(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new DatabaseProblem(`The data folder ${folder} cannot be made: ${reasonOf(error)}.`);
  }
  if (!statSync(folder).isDirectory()) {
    throw new DatabaseProblem(`${folder} is not a folder, so it cannot hold the database.`);
  }
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DatabaseProblem(
      `The data folder ${folder} cannot be written to by this user: ${reasonOf(error)}.`,
    );
  }
}

function bringUpToDate(path: string, waitMs: number): Prepared {
  const existed = existsSync(path);
  let database: DatabaseSync | undefined;
  try {
    // Not defensive: a migration may change the text of a table.
    database = new DatabaseSync(path, { timeout: waitMs, defensive: false });
    if (!existed) chmodSync(path, 0o600);
    database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL');
    return migrate(database, path, existed);
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error;
    const reason = isFull(error) ? 'the disk is full' : reasonOf(error);
    throw new DatabaseProblem(`The database ${path} cannot be written: ${reason}.`, {
      cause: error,
    });
  } finally {
    database?.close();
  }
}

/**
 * The schema of a database, undefined when nothing is in it yet. Looks without touching: a foreign,
 * corrupt or newer file is refused and left as it is.
 */
export function inspectDatabase(path: string): number | undefined {
  const { size, mtimeMs } = statSync(path);
  if (size === 0) return undefined;
  if (isOpenElsewhere(path)) return inspectAs(path, path, size);
  const still = pathToFileURL(path);
  // Taken for a file that nobody changes: SQLite then makes no log and no index beside it.
  still.searchParams.set('immutable', '1');
  try {
    return inspectAs(path, still, size);
  } catch (error) {
    const changed = isOpenElsewhere(path) || statSync(path).mtimeMs !== mtimeMs;
    if (changed) return inspectAs(path, path, size);
    throw error;
  }
}

function isOpenElsewhere(path: string): boolean {
  return ['-wal', '-journal'].some((suffix) => existsSync(`${path}${suffix}`));
}

function inspectAs(path: string, location: string | URL, bytes: number): number | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(location, { readOnly: true, timeout: 5000 });
    const id = pragma(database, 'application_id');
    const version = pragma(database, 'user_version');
    const damage = bytes <= fullCheckBytes ? quickCheck(database) : damageAtRoots(database);
    if (damage !== undefined) throw corrupt(path, damage);
    // A first start that was killed, or is under way, has made the file and nothing in it.
    if (id === 0 && version === 0 && tablesOf(database).length === 0) return undefined;
    if (id !== applicationId) {
      throw new DatabaseProblem(`${path} is not a Groundlevel database; it was left untouched.`);
    }
    if (version > schemaVersion) {
      throw new DatabaseProblem(
        `${path} was written by a newer version (schema ${version}, this one knows ${schemaVersion}); it was left untouched.`,
      );
    }
    return version;
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error;
    if (isCorrupt(error)) throw corrupt(path, reasonOf(error));
    throw new DatabaseProblem(
      `${path} is not a database that can be read: ${reasonOf(error)}; it was left untouched.`,
    );
  } finally {
    database?.close();
  }
}

function tablesOf(database: DatabaseSync): string[] {
  return database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
    .all()
    .map(({ name }) => String(name));
}

function corrupt(path: string, damage: string): DatabaseProblem {
  const [line] = damage.split('\n').filter((each) => !each.startsWith('***'));
  return new DatabaseProblem(`The database ${path} is corrupt (${line}); restore a backup.`);
}

function quickCheck(database: DatabaseSync): string | undefined {
  const found = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  return found === 'ok' ? undefined : String(found);
}

/** Reads the first row of every table; SQLite itself refuses a file cut short. */
function damageAtRoots(database: DatabaseSync): string | undefined {
  try {
    for (const name of tablesOf(database))
      database.prepare(`SELECT * FROM "${name}" LIMIT 1`).get();
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

function migrate(database: DatabaseSync, path: string, existed: boolean): Prepared {
  const from = pragma(database, 'user_version');
  if (from >= schemaVersion) return { created: false, migratedFrom: undefined };
  const copy = existed && from > 0 ? `${path}.before-schema-${schemaVersion}` : undefined;
  if (copy === undefined) database.exec('BEGIN IMMEDIATE');
  else beginWithCopy(database, path, copy);
  try {
    // Another process may have migrated while this one waited.
    const now = pragma(database, 'user_version');
    for (const each of migrations.filter(({ version }) => version > now)) {
      database.exec(each.sqlite);
    }
    database.exec(`PRAGMA application_id=${applicationId}; PRAGMA user_version=${schemaVersion}`);
    database.exec('COMMIT');
    if (now >= schemaVersion) return { created: false, migratedFrom: undefined };
  } catch (error) {
    // SQLite may have ended it already.
    if (database.isTransaction) database.exec('ROLLBACK');
    if (copy !== undefined) rmSync(copy, { force: true });
    throw error;
  }
  return {
    created: from === 0,
    migratedFrom: from === 0 ? undefined : from,
    ...(copy !== undefined && { copy }),
  };
}

const copyAttempts = 3;

/**
 * Begins the transaction of a migration with a copy beside it that holds all that was committed
 * before. SQLite itself writes the copy: reading the file here would drop this process's locks.
 */
function beginWithCopy(database: DatabaseSync, path: string, copy: string): void {
  for (let attempt = 0; attempt < copyAttempts; attempt += 1) {
    const version = pragma(database, 'data_version');
    rmSync(copy, { force: true });
    writeFileSync(copy, '', { mode: 0o600 });
    try {
      database.prepare('VACUUM INTO ?').run(copy);
    } catch (error) {
      rmSync(copy, { force: true });
      throw error;
    }
    database.exec('BEGIN IMMEDIATE');
    if (pragma(database, 'data_version') === version) return;
    database.exec('ROLLBACK');
  }
  throw new DatabaseProblem(
    `The database ${path} must be migrated and another process writes to it; stop that first.`,
  );
}

function pragma(
  database: DatabaseSync,
  name: 'application_id' | 'user_version' | 'data_version',
): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}
