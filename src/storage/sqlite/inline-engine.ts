import { AppError } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import type { CommandOutcome, Engine, EventListener } from '../engine.ts';
import { backupDatabase } from './backup.ts';
import { openConnection } from './connection.ts';
import { type CommandRegistry, createGroupWriter } from './group-writer.ts';

export type InlineEngineOptions = { path: string; commands: CommandRegistry; newId: () => string };

/** For the command line and unit tests: every command is a short transaction on this thread. */
export function openInlineEngine(options: InlineEngineOptions): Engine {
  const connection = openConnection(options.path, 'write');
  const writer = createGroupWriter(connection, options.commands, options.newId);
  const listeners = new Set<EventListener>();
  let last: Promise<unknown> = Promise.resolve();

  return {
    // It writes by itself, so nothing that was read may be kept.
    read: {
      db: connection.db,
      run: connection.run,
      each: connection.each,
      version: () => Number.NaN,
    },
    run: (command, input, context) => {
      const turn = last.then(async () => {
        const [outcome] = await writer.run([{ name: command.name, input, context }]);
        const locations = writer.takeLocations();
        if (locations.length > 0) for (const listener of listeners) listener(locations);
        if (!outcome) throw errors.internal();
        if (!outcome.ok) throw new AppError(outcome.error, outcome.detail);
        return outcome as CommandOutcome<Awaited<ReturnType<typeof command.run>>>;
      });
      last = turn.catch(() => undefined);
      return turn;
    },
    query: (query, input) => query.run(connection, input),
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
