import type { IndexedTo } from './search-index.ts';
import type { Kysely } from 'kysely';
import type { Actor } from '../lib/actor.ts';
import type { Turn } from '../lib/turns.ts';
import type { Database } from './schema.ts';
import type { Statement } from './statement.ts';

/** What store functions take first: one connection, inside or outside a transaction. */
export type Executor = {
  /** A statement compiled once and cached. */
  run<P extends object, R>(statement: Statement<P, R>, values: P): Promise<R[]>;
  /** Row by row, for as long as `take` says so: what comes after is not read. */
  each<P extends object, R>(
    statement: Statement<P, R>,
    values: P,
    take: (row: R) => boolean,
  ): Promise<void>;
  /** For statements made at run time. */
  readonly db: Kysely<Database>;
};

/** Short point reads on the caller's thread. */
export type Reader = Executor & {
  /** Another number whenever anyone has committed anything: what was read at one may be kept for it. */
  version(): number;
};

/**
 * Totals that are kept as rows change: a column of a table's row, or the events of a location by type.
 */
export type Counter =
  | 'locations.contact_count'
  | 'locations.bytes'
  | 'tags.contact_count'
  | `event_counts.${string}`;

/** What a command works on. */
export type Transaction = Executor & {
  /**
   * Adds to a counter of the row `no`, of events of the location. Many commands are committed together: their additions to
   * one row become one, at the end, so a command must not read a counter that it has added to.
   */
  count(counter: Counter, no: number, by: number): void;
  /** Whether a location has room for so many bytes more: what makes it grow over its limit is refused. */
  hasRoomFor(locationNo: number, bytes: number): Promise<boolean>;
  /** Once the group is done: builds the index so far. */
  buildIndex(to: IndexedTo): void;
  /** Once the group is done: does a part of writing the index again without what was taken out of it. */
  mergeIndex(): void;
  /** What this command removes must be gone from the engine's log too, soon after the commit. */
  leaveNoTrace(): void;
};

export type IdempotencyRequest = {
  /** Whose the key is, and the location of its token. */
  actorKey: string;
  locationNo: number | null;
  key: string;
  fingerprint: Uint8Array;
  /** An outcome kept at this time or before is forgotten. */
  keptSince: number;
  /** 32 bytes when the outcome holds a secret: the stored outcome is encrypted with it. */
  sealKey: Uint8Array | null;
};

/** Plain data that goes with a command to the writer. */
export type CommandContext = {
  now: number;
  traceId: string;
  actor: Actor;
  /** Whose turn it waits for among all writes: the server's own when absent. */
  turn?: Turn;
  idempotency?: IdempotencyRequest;
};

/** What a command sees besides its input; ids come from the writer's own source. */
export type CommandTools = CommandContext & { newId(): string };

/** What every command says: the location that it writes in, null where that is the installation. */
export type OfLocation = { locationNo: number | null };

/** A named rule with plain data in and out, run inside one transaction. Only `tx` may be awaited. */
export type Command<I extends OfLocation, O> = {
  readonly name: string;
  /** For what removes and looks after: a location that is full does not stop it. */
  readonly whenFull?: 'goes on';
  readonly run: (tx: Transaction, input: I, tools: CommandTools) => Promise<O>;
};

/** A named read that may take long: runs off the HTTP thread and stops when cancelled. */
export type Query<I, O> = {
  readonly name: string;
  readonly run: (reader: Reader, input: I) => Promise<O>;
};

export type CommandOutcome<O> = { value: O; traceId: string; replayed: boolean };

/** Whose turn it waits for among all queries, the server's own when absent; and what stops it. */
export type QueryOptions = { turn?: Turn; signal?: AbortSignal };

export type EventListener = (locationNos: readonly number[]) => void;

export type Engine = {
  /** Resolves after the commit is on disk; rejects with an `AppError` and nothing changed. */
  run<I extends OfLocation, O>(
    command: Command<I, O>,
    input: I,
    context: CommandContext,
  ): Promise<CommandOutcome<O>>;
  readonly read: Reader;
  query<I, O>(query: Query<I, O>, input: I, options?: QueryOptions): Promise<O>;
  /**
   * Calls after each commit of this process that wrote events, with their locations. What another
   * process commits to the same file is not told of.
   */
  onEvents(listener: EventListener): () => void;
  /** Writes a consistent copy to a new file and checks it. */
  backup(to: string): Promise<void>;
  close(): Promise<void>;
};

/** Since the start, or now. */
export type EngineLoad = {
  writesWaiting: number;
  writesRefused: number;
  /** Threads that have been started, and how many of them are at it. */
  readers: number;
  readersBusy: number;
  searchesWaiting: number;
  searchesRefused: number;
  searchesTimedOut: number;
  databaseBytes: number;
  logBytes: number;
};

/** Commands that were committed together: what all took, and of it the commit. */
export type WrittenGroup = { writes: number; tookMs: number; commitMs: number };

/** An engine that can be looked at. */
export type ServingEngine = Engine & { load(): EngineLoad };

export function defineCommand<I extends OfLocation, O>(command: Command<I, O>): Command<I, O> {
  return command;
}

export function defineQuery<I, O>(query: Query<I, O>): Query<I, O> {
  return query;
}
