import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { type CompiledQuery, Kysely } from 'kysely';
import type { Executor } from '../engine.ts';
import type { Database } from '../schema.ts';
import {
  type CompiledStatement,
  type Statement,
  bindParameters,
  compileStatement,
} from '../statement.ts';
import { addFunctions } from './functions.ts';
import { NodeSqliteDialect } from './kysely-dialect.ts';
import { type Prepared, prepareStatement } from './prepared.ts';

/** Of statements kept for their next run: how many, and the characters of their texts. */
export const preparedLimits = { count: 500, characters: 500_000, each: 10_000 };

/** What each connection keeps of the database in memory. */
export const cacheBytes = 32 * 1024 * 1024;

/** How long a write waits for another process on the same file. */
export const busyTimeoutMs = 5000;

export type ConnectionMode = 'write' | 'read';

/** One `node:sqlite` connection: prepared statements cached by text, Kysely on top. */
export type Connection = Executor & {
  readonly database: DatabaseSync;
  exec(sql: string): void;
  close(): void;
};

/** Opens an existing database file (or `:memory:`). Busy waits are bounded. */
export function openConnection(
  path: string,
  mode: ConnectionMode,
  timeoutMs = busyTimeoutMs,
): Connection {
  const database = new DatabaseSync(path, {
    readOnly: mode === 'read',
    timeout: timeoutMs,
    enableForeignKeyConstraints: true,
  });
  if (mode === 'write') {
    database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON');
    database.exec('PRAGMA wal_autocheckpoint=0');
  }
  database.exec(`PRAGMA cache_size=-${cacheBytes / 1024}; PRAGMA temp_store=MEMORY`);
  addFunctions(database);
  return connectionOn(database);
}

type Ready = CompiledStatement & { prepared: Prepared };

function connectionOn(database: DatabaseSync): Connection {
  const prepared = new Map<string, Prepared>();
  let characters = 0;
  const compiled = new WeakMap<object, Ready>();

  const prepare = (sql: string): Prepared => {
    const known = prepared.get(sql);
    if (known) return known;
    const made = prepareStatement(database, sql);
    // One so long was made for one search.
    if (sql.length > preparedLimits.each) return made;
    characters += sql.length;
    if (prepared.size >= preparedLimits.count || characters > preparedLimits.characters) {
      prepared.clear();
      characters = sql.length;
    }
    prepared.set(sql, made);
    return made;
  };
  const all = (sql: string, parameters: readonly unknown[]): unknown[] =>
    prepare(sql).all(parameters.map(toSqlite));

  const db = new Kysely<Database>({
    dialect: new NodeSqliteDialect((query: CompiledQuery) => all(query.sql, query.parameters)),
  });

  const readyOf = <P extends object, R>(statement: Statement<P, R>): Ready => {
    let ready = compiled.get(statement);
    if (!ready) {
      const text = compileStatement(db, statement);
      ready = { ...text, prepared: prepareStatement(database, text.sql) };
      compiled.set(statement, ready);
    }
    return ready;
  };

  return {
    database,
    db,
    exec: (sql) => database.exec(sql),
    run: async <P extends object, R>(statement: Statement<P, R>, values: P): Promise<R[]> => {
      const ready = readyOf(statement);
      // The row type is the one Kysely inferred for this text.
      return ready.prepared.all(bindParameters(ready, values, toSqlite)) as R[];
    },
    each: async <P extends object, R>(
      statement: Statement<P, R>,
      values: P,
      take: (row: R) => boolean,
    ): Promise<void> => {
      const ready = readyOf(statement);
      try {
        // The row type is the one Kysely inferred for this text.
        ready.prepared.each(bindParameters(ready, values, toSqlite), (row) => take(row as R));
      } catch (error) {
        // One that was ended in the middle, as by a cancelled query, would fail its next run with that.
        compiled.delete(statement);
        throw error;
      }
    },
    close: () => {
      prepared.clear();
      database.close();
    },
  };
}

function toSqlite(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint' || value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} cannot be stored`);
}
