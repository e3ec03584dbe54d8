import { ownTurn } from '../../lib/turns.ts';
import type { CommandOutcome, EventListener, ServingEngine, WrittenGroup } from '../engine.ts';
import { backupDatabase } from './backup.ts';
import { openConnection } from './connection.ts';
import { startReaders } from './readers.ts';
import { readByTurn } from './turn-reads.ts';
import { startWriter } from './writer.ts';
import { threadUrl } from './thread-url.ts';
import { logBytes } from './write-ahead-log.ts';
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { CheckpointData, CheckpointReply } from './checkpoint-thread.ts';

export type SqliteEngineOptions = {
  /** A database that `prepareDatabase` has opened, migrated and locked. */
  path: string;
  commandsUrl: string;
  queriesUrl: string;
  /** A module of a build, whose threads these are; those beside this source when absent. */
  threads?: string | undefined;
  queryTimeoutMs: number;
  queryWaitMs: number;
  writeQueueLimit: number;
  /** Of a location; 0 is no limit. */
  locationBytes: number;
  readQueueLimit: number;
  readerCount: number;
  onFault(detail: string, traceId: string): void;
  onGroup(group: WrittenGroup): void;
  /** The log cannot be copied into the database; without a problem, it can again. */
  onLogProblem(problem: string | undefined): void;
  onDeath(error: unknown): void;
};

const groupLimit = 128;
/** What a write waits for at most before it joins a group, but for one long command. */
const groupMs = 20;
/** A stop of the writer to empty its log is felt: at this size, under load, every few seconds. */
export const logLimitBytes = 256 * 1024 * 1024;
export const stuckLogBytes = 4 * logLimitBytes;

/** The embedded engine of the server: one writer thread, a checkpoint thread, reader threads. */
export function startSqliteEngine(options: SqliteEngineOptions): ServingEngine {
  const { path, threads, onFault, onGroup, onLogProblem, onDeath } = options;
  const listeners = new Set<EventListener>();
  const writer = startWriter({
    path,
    commandsUrl: options.commandsUrl,
    threads,
    groupLimit,
    groupMs,
    logLimitBytes,
    stuckLogBytes,
    locationBytes: options.locationBytes,
    queueLimit: options.writeQueueLimit,
    onFault,
    onGroup,
    onEvents: (locationNos) => {
      if (listeners.size === 0) return;
      // What they read in this turn is after the commit.
      read.refresh();
      for (const listener of listeners) listener(locationNos);
    },
    onLogProblem,
    onDeath,
  });
  const readers = startReaders({
    path,
    queriesUrl: options.queriesUrl,
    threads,
    count: options.readerCount,
    timeoutMs: options.queryTimeoutMs,
    waitMs: options.queryWaitMs,
    queueLimit: options.readQueueLimit,
  });
  const checkpointData: CheckpointData = { path, intervalMs: 250, minimumBytes: 1024 * 1024 };
  const checkpointer = new Worker(threadUrl('./checkpoint-thread', threads ?? import.meta.url), {
    workerData: checkpointData,
  });
  checkpointer.on('error', onDeath);
  checkpointer.on('message', ({ problem }: CheckpointReply) => onLogProblem(problem));
  const connection = openConnection(path, 'read', 1000);
  const read = readByTurn(connection);

  return {
    read,
    run: async (command, input, context) => {
      const write = { name: command.name, input, context };
      const outcome = await writer.run(write).finally(read.refresh);
      // The writer ran this very command: its output type is the one declared there.
      return outcome as CommandOutcome<Awaited<ReturnType<typeof command.run>>>;
    },
    query: async (query, input, { turn = ownTurn, signal } = {}) => {
      const value = await readers.query(query.name, input, { turn, signal });
      // As above, for queries.
      return value as Awaited<ReturnType<typeof query.run>>;
    },
    onEvents: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    load: () => {
      const { waiting, refused } = writer.load();
      return {
        ...readers.load(),
        writesWaiting: waiting,
        writesRefused: refused,
        databaseBytes: statSync(path, { throwIfNoEntry: false })?.size ?? 0,
        logBytes: logBytes(path),
      };
    },
    backup: (to) => backupDatabase(path, to),
    close: async () => {
      const exited = new Promise((resolve) => checkpointer.once('exit', resolve));
      checkpointer.postMessage('close');
      await Promise.all([readers.close(), exited]);
      read.close();
      // Last: only a connection that writes takes the log into the database and away.
      await writer.close();
    },
  };
}
