import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

type Execute = (query: CompiledQuery) => unknown[];

/** Kysely's SQLite compiler over a caller's execute. The engine owns transactions, not Kysely. */
export class NodeSqliteDialect implements Dialect {
  readonly #execute: Execute;

  constructor(execute: Execute) {
    this.#execute = execute;
  }

  createAdapter = () => new SqliteAdapter();
  createIntrospector = (db: ConstructorParameters<typeof SqliteIntrospector>[0]) =>
    new SqliteIntrospector(db);
  createQueryCompiler = () => new SqliteQueryCompiler();
  createDriver = (): Driver => new NodeSqliteDriver(this.#execute);
}

class NodeSqliteDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(execute: Execute) {
    this.#connection = {
      executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => ({
        // Kysely states the row type at the call; the driver cannot know it.
        rows: execute(query) as R[],
      }),
      streamQuery: () => refuse('streaming'),
    };
  }

  init = async (): Promise<void> => undefined;
  acquireConnection = async (): Promise<DatabaseConnection> => this.#connection;
  beginTransaction = async (): Promise<void> => refuse('transactions');
  commitTransaction = async (): Promise<void> => refuse('transactions');
  rollbackTransaction = async (): Promise<void> => refuse('transactions');
  releaseConnection = async (): Promise<void> => undefined;
  destroy = async (): Promise<void> => undefined;
}

function refuse(what: string): never {
  throw new Error(`${what} belong to the engine: use a command`);
}
