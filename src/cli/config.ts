import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { type JsonOption, type Terminal, output, table } from './terminal.ts';

/** Settings whose value is not shown, only that it is set. */
const secret: ReadonlySet<string> = new Set(['server.tls_key', 'metrics.token']);

export function configCommand(terminal: Terminal): Command {
  return new Command('config')
    .description('Show the effective settings and where each came from')
    .option('--json', 'print as JSON')
    .action((options: JsonOption) => {
      const shown = [...loadConfig().settings].map(([setting, { value, from }]) => {
        const text = shownValue(setting, value);
        return { setting, value: text, from };
      });
      const rows = shown.map((each) => [each.setting, String(each.value), each.from]);
      output(terminal, options, shown, table(['SETTING', 'VALUE', 'FROM'], rows));
    });
}

function shownValue(setting: string, value: string | number): string | number {
  if (secret.has(setting) && value !== '') return '(hidden)';
  // An address may carry a user's password.
  return typeof value === 'string' ? value.replace(/\/\/[^/@\s]*@/, '//(hidden)@') : value;
}
