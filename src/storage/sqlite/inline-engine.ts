import { AppError } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import { systemClock } from '../../lib/clock.ts';
import type { CommandOutcome, Engine, EventListener, Reader } from '../engine.ts';
import { backupDatabase } from './backup.ts';
import { busyTimeoutMs, openConnection } from './connection.ts';
import { type CommandRegistry, type Write, createGroupWriter, refuse } from './group-writer.ts';
import { createPatience } from './patience.ts';
import { boundLog } from './write-ahead-log.ts';

export type InlineEngineOptions = { path: string; commands: CommandRegistry; newId: () => string };

type Waiting = {
  write: Write;
  resolve(outcome: CommandOutcome<unknown>): void;
  reject(error: unknown): void;
};

/** As a server's: who writes much here does not leave the copying to one beside it. */
const logLimitBytes = 256 * 1024 * 1024;

/**
 * For the command line and unit tests: a short transaction on this thread for the commands that are
 * asked for together, mostly one.
 */
export function openInlineEngine(options: InlineEngineOptions): Engine {
  const connection = openConnection(options.path, 'write');
  const writer = createGroupWriter(connection, options.commands, options.newId);
  const listeners = new Set<EventListener>();
  const patience = createPatience(
    () => systemClock.monotonicMs(),
    // The next write that finds no room says so itself.
    () => undefined,
  );
  let waiting: Waiting[] = [];
  let last: Promise<void> = Promise.resolve();

  const writeWaiting = async (): Promise<void> => {
    const group = waiting;
    waiting = [];
    const writes = group.map(({ write }) => write);
    const outcomes = await writer.run(writes).catch((error: unknown) => refuse(writes, error));
    const locations = writer.takeLocations();
    if (locations.length > 0) for (const listener of listeners) listener(locations);
    for (const [at, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[at];
      if (!outcome) reject(errors.internal());
      else if (outcome.ok) resolve(outcome);
      else reject(new AppError(outcome.error, outcome.detail));
    }
    patience.attempt(() => {
      boundLog(connection, options.path, logLimitBytes, busyTimeoutMs);
      return true;
    });
  };

  // It writes by itself, so nothing that was read may be kept.
  const read: Reader = {
    db: connection.db,
    run: connection.run,
    each: connection.each,
    version: () => Number.NaN,
  };
  return {
    read,
    run: <O>(command: { name: string }, input: Write['input'], context: Write['context']) =>
      new Promise<CommandOutcome<O>>((resolve, reject) => {
        const write = { name: command.name, input, context };
        // The command of this name says what its value is.
        const settle = (outcome: CommandOutcome<unknown>): void =>
          resolve(outcome as CommandOutcome<O>);
        waiting.push({ write, resolve: settle, reject });
        if (waiting.length === 1) last = last.then(writeWaiting);
      }),
    query: (query, input) => query.run(read, input),
    onEvents: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    backup: (to) => backupDatabase(options.path, to),
    close: async () => {
      await last;
      connection.close();
    },
  };
}
