import { AppError, type AppErrorData } from '../../errors/app-error.ts';
import { type ErrorCode, errors } from '../../errors/catalogue.ts';
import {
  type Additions,
  add,
  addAll,
  bytesOf,
  locationsWithEvents,
  pendingBytes,
  writeAdditions,
} from '../counters.ts';
import type { Command, CommandContext, OfLocation, Transaction } from '../engine.ts';
import { isFull, isIoError, storageErrorFrom } from '../constraint-errors.ts';
import { findOutcome, keepOutcome } from '../idempotency.ts';
import type { IndexTerms } from '../search-index.ts';
import type { Connection } from './connection.ts';
import { followBytes } from './location-bytes.ts';
import { type IndexChanges, followContacts, noChanges } from './search-index.ts';

export type Write = { name: string; input: OfLocation; context: CommandContext };

export type WriteOutcome =
  | { ok: true; value: unknown; traceId: string; replayed: boolean }
  | { ok: false; error: AppErrorData; traceId: string; replayed: boolean; detail?: string };

export type CommandRegistry = {
  get(name: string): Command<OfLocation, unknown> | undefined;
  /** By which contacts are found; none where no contact is written. */
  indexTerms?: IndexTerms | undefined;
};

/** Name to command, refusing two of one name. */
export function commandRegistry(
  commands: readonly Pick<Command<never, unknown>, 'name' | 'run' | 'whenFull'>[],
  indexTerms?: IndexTerms,
): CommandRegistry {
  const registry = new Map<string, Command<OfLocation, unknown>>();
  for (const command of commands) {
    if (registry.has(command.name)) throw new Error(`two commands named ${command.name}`);
    // Inputs cross threads as plain data: the caller's types are checked where `engine.run` is called.
    registry.set(command.name, command as Command<OfLocation, unknown>);
  }
  return { get: (name) => registry.get(name), indexTerms };
}

const passing: ReadonlySet<ErrorCode> = new Set(['idempotency_key_reused', 'location_full']);

export type GroupWriter = {
  /** Outcomes in the order in which the writes were taken; each is taken once the one before is done. */
  run(writes: Iterable<Write>): Promise<WriteOutcome[]>;
  /** Whether a command has asked, since this was last called, that the log be emptied. */
  takeTraces(): boolean;
  /** The locations that got events in what was committed since this was last called. */
  takeLocations(): number[];
};

type Attempt = { outcomes: WriteOutcome[] } | { failure: unknown };

/**
 * Group commit: all writes in one transaction, each in a savepoint of its own, so that one failing
 * command rolls back alone. Nothing is answered before the commit is on disk. Where a group does not fit
 * on the disk, each write is tried alone.
 */
export function createGroupWriter(
  connection: Connection,
  commands: CommandRegistry,
  newId: () => string,
  /** Of a location, more than which nothing may grow to; 0 is no limit. */
  mostBytes = 0,
  /** Runs a commit, which may throw; for who wants to know how long it takes. */
  commit: (run: () => void) => void = (run) => run(),
): GroupWriter {
  let traces = false;
  let withEvents = new Set<number>();
  /** Where what is being written counts. */
  let counting: Additions = new Map();
  followBytes(connection.database, (no, by) => add(counting, 'locations.bytes', no, by));
  const index = commands.indexTerms && followContacts(connection.database, commands.indexTerms);
  /** The bytes of locations as the group found them: counters change at its end. */
  let known = new Map<number, number>();
  const bytesBefore = async (no: number): Promise<number> => {
    const bytes = known.get(no) ?? (await bytesOf(connection, no));
    known.set(no, bytes);
    return bytes;
  };
  const runOne = async (
    write: Write,
    sums: Additions,
    indexed: IndexChanges,
  ): Promise<WriteOutcome> => {
    const { context } = write;
    const { idempotency, traceId } = context;
    const command = commands.get(write.name);
    if (!command) throw new Error(`no command named ${write.name}`);
    const own: Additions = new Map();
    counting = own;
    const changes = noChanges();
    index?.collectIn(changes);
    const hasRoomFor = async (no: number, bytes: number): Promise<boolean> =>
      mostBytes === 0 ||
      (await bytesBefore(no)) + pendingBytes(no, [sums, own]) + bytes <= mostBytes;
    const tx: Transaction = {
      db: connection.db,
      run: connection.run,
      each: connection.each,
      count: (counter, no, by) => add(own, counter, no, by),
      hasRoomFor,
      leaveNoTrace: () => {
        traces = true;
      },
      buildIndex: (to) => {
        changes.buildTo = to;
      },
      mergeIndex: () => {
        changes.isMerged = true;
      },
    };
    connection.exec('SAVEPOINT write');
    try {
      const earlier = idempotency && (await findOutcome(connection, idempotency));
      if (earlier) {
        connection.exec('RELEASE write');
        return earlier;
      }
      const value = await command.run(tx, write.input, { ...context, newId });
      const outcome: WriteOutcome = { ok: true, value, traceId, replayed: false };
      if (idempotency) await keepOutcome(connection, idempotency, outcome, context.now);
      if (mostBytes > 0 && command.whenFull !== 'goes on') {
        for (const [no, by] of own.get('locations.bytes') ?? []) {
          if (by > 0 && !(await hasRoomFor(no, 0))) throw errors.locationFull(mostBytes);
        }
      }
      connection.exec('RELEASE write');
      addAll(sums, own);
      index?.add(indexed, changes);
      return outcome;
    } catch (thrown) {
      if (!connection.database.isTransaction) throw thrown;
      connection.exec('ROLLBACK TO write; RELEASE write');
      counting = sums;
      const failure = failed(thrown, traceId);
      // A refusal is an outcome too; a fault or a want of room is not, so that it can be tried again.
      const refusal = thrown instanceof AppError && !passing.has(thrown.code);
      if (idempotency && refusal) await keepOutcome(connection, idempotency, failure, context.now);
      return failure;
    }
  };

  /** Whether the log may hold a commit that was refused, which the next start would find. */
  let unsure = false;
  const attempt = async (writes: Iterable<Write>, taken: Write[]): Promise<Attempt> => {
    let committing = false;
    try {
      connection.exec('BEGIN IMMEDIATE');
      const outcomes: WriteOutcome[] = [];
      const sums: Additions = new Map();
      const indexed = noChanges();
      known = new Map();
      for (const write of writes) {
        taken.push(write);
        outcomes.push(await runOne(write, sums, indexed));
      }
      await writeAdditions(connection, sums);
      index?.write(indexed);
      committing = true;
      commit(() => connection.exec('COMMIT'));
      withEvents = withEvents.union(locationsWithEvents(sums));
      return { outcomes };
    } catch (failure) {
      if (connection.database.isTransaction) connection.exec('ROLLBACK');
      unsure = committing && isIoError(failure) && !writeOver(connection);
      // Those that were to come along, where they are here already.
      for (const write of writes) if (!taken.includes(write)) taken.push(write);
      return { failure: unsure ? errors.outcomeUnknown(failure) : failure };
    }
  };

  return {
    run: async (writes) => {
      if (unsure) unsure = !writeOver(connection);
      if (unsure) return refuse([...writes], errors.storageFailed());
      const taken: Write[] = [];
      const whole = await attempt(writes, taken);
      if ('outcomes' in whole) return whole.outcomes;
      if (taken.length === 1 || !isFull(whole.failure)) return refuse(taken, whole.failure);
      const outcomes: WriteOutcome[] = [];
      for (const write of taken) {
        const alone = unsure ? { failure: errors.storageFailed() } : await attempt([write], []);
        outcomes.push(...('outcomes' in alone ? alone.outcomes : refuse([write], alone.failure)));
      }
      return outcomes;
    },
    takeTraces: () => {
      const asked = traces;
      traces = false;
      return asked;
    },
    takeLocations: () => {
      const locations = [...withEvents];
      withEvents = new Set();
      return locations;
    },
  };
}

/** The outcome of writes that were not done, all for one reason. */
export function refuse(writes: readonly Write[], reason: unknown): WriteOutcome[] {
  return writes.map((write) => failed(reason, write.context.traceId));
}

/**
 * A commit whose sync failed can lie whole in the log, though no connection sees it. The next commit
 * takes its place there: one that changes nothing makes sure that it is gone.
 */
function writeOver({ database }: Connection): boolean {
  try {
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    database.exec(`PRAGMA user_version=${version}`);
    return true;
  } catch {
    return false;
  }
}

function failed(thrown: unknown, traceId: string): WriteOutcome {
  const error = thrown instanceof AppError ? thrown : storageErrorFrom(thrown);
  if (error) return { ok: false, error: error.toData(), traceId, replayed: false };
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return { ok: false, error: errors.internal().toData(), traceId, replayed: false, detail };
}
