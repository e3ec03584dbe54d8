import { chmodSync, copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrations, schemaVersion } from '../migrations/migrations.ts';

/** 'GLvl' as a 32-bit number: marks the file as ours. */
const applicationId = 0x474c766c;

/** Why a database cannot be opened, in one sentence for the person at the terminal. */
export class DatabaseProblem extends Error {}

export type Prepared = { created: boolean; migratedFrom: number | undefined; copy?: string };

/** Makes the folder (0700) and the file (0600) when absent, checks that it is ours, migrates. */
export function prepareDatabase(path: string): Prepared {
  const folder = dirname(path);
  const existed = existsSync(path);
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new DatabaseProblem(`The data folder ${folder} cannot be made: ${reason(error)}.`);
  }
  if (existed && !statSync(path).isFile()) {
    throw new DatabaseProblem(`${path} is not a file, so it cannot be the database.`);
  }
  if (existed) inspect(path);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 5000 });
    if (!existed) chmodSync(path, 0o600);
    database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL');
    return migrate(database, path, existed);
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error;
    throw new DatabaseProblem(`The database ${path} cannot be written: ${reason(error)}.`);
  } finally {
    database?.close();
  }
}

/** Looks without touching: a foreign, corrupt or newer file is left as it is. */
function inspect(path: string): void {
  let database: DatabaseSync | undefined;
  let found: { id: number; version: number; empty: boolean };
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    found = {
      id: pragma(database, 'application_id'),
      version: pragma(database, 'user_version'),
      empty: statSync(path).size === 0,
    };
    const check = database.prepare('PRAGMA quick_check(1)').get();
    if (check?.['quick_check'] !== 'ok') {
      throw new DatabaseProblem(
        `The database ${path} is corrupt (${String(check?.['quick_check'])}); restore a backup.`,
      );
    }
  } catch (error) {
    if (error instanceof DatabaseProblem) throw error;
    throw new DatabaseProblem(
      `${path} is not a database that can be read: ${reason(error)}; it was left untouched.`,
    );
  } finally {
    database?.close();
  }
  if (found.empty) return;
  if (found.id !== applicationId) {
    throw new DatabaseProblem(`${path} is not a Groundlevel database; it was left untouched.`);
  }
  if (found.version > schemaVersion) {
    throw new DatabaseProblem(
      `${path} was written by a newer version (schema ${found.version}, this one knows ${schemaVersion}); it was left untouched.`,
    );
  }
}

function migrate(database: DatabaseSync, path: string, existed: boolean): Prepared {
  const from = pragma(database, 'user_version');
  const due = migrations.filter((each) => each.version > from);
  if (due.length === 0) return { created: false, migratedFrom: undefined };
  const copy = existed && from > 0 ? `${path}.before-schema-${schemaVersion}` : undefined;
  if (copy !== undefined) {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    copyFileSync(path, copy);
    chmodSync(copy, 0o600);
  }
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have migrated while this one waited.
    const now = pragma(database, 'user_version');
    for (const each of due.filter((migration) => migration.version > now)) {
      database.exec(each.sqlite);
    }
    database.exec(`PRAGMA application_id=${applicationId}; PRAGMA user_version=${schemaVersion}`);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
  return {
    created: from === 0,
    migratedFrom: from === 0 ? undefined : from,
    ...(copy !== undefined && { copy }),
  };
}

function pragma(database: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
