import { Command } from 'commander';
import { rebuildIndex } from '../features/contacts/index/index-commands.ts';
import { systemClock } from '../lib/clock.ts';
import { withDatabase } from './database.ts';
import { type JsonOption, type Terminal, output } from './terminal.ts';

const everyMs = 2000;

export function reindexCommand(terminal: Terminal): Command {
  return new Command('reindex')
    .description('Build the index that searches are answered by anew, beside a running server')
    .option('--json', 'print the result as JSON')
    .action(async (options: JsonOption) => {
      await withDatabase(async (engine, context) => {
        const began = systemClock.monotonicMs();
        let said = began;
        const done = await rebuildIndex(engine, context, (so, total) => {
          const now = systemClock.monotonicMs();
          if (options.json || now - said < everyMs) return;
          said = now;
          terminal.write(`${so} of ${total} contacts\n`);
        });
        const seconds = Number(((systemClock.monotonicMs() - began) / 1000).toFixed(1));
        const line = `The index is built: ${done} contacts in ${seconds} s.`;
        output(terminal, options, { contacts: done, seconds }, [line]);
      });
    });
}
