import { Command } from 'commander';
import { verify } from '../verify/verify.ts';
import { CommandProblem, type JsonOption, type Terminal } from './terminal.ts';

type Options = JsonOption & { url: string; token: string; location: string; version?: string };

export function verifyCommand(terminal: Terminal): Command {
  return new Command('verify')
    .description("Run the quick start's checklist against any base URL, ours or another")
    .requiredOption('--url <url>', 'base URL, such as http://localhost:8080')
    .requiredOption('--token <token>', 'a Private Integration Token with the contacts scope')
    .requiredOption('--location <id>', 'the location id')
    .option('--version <version>', 'the Version header to send (default: none)')
    .option('--json', 'print the results as JSON')
    .action(async (options: Options) => {
      const stop = new AbortController();
      const interrupt = (): void => stop.abort();
      process.once('SIGINT', interrupt);
      try {
        const results = await verify(
          {
            baseUrl: options.url.replace(/\/+$/, ''),
            token: options.token,
            locationId: options.location,
            ...(options.version !== undefined && { version: options.version }),
          },
          (line) => options.json || terminal.write(`${line}\n`),
          stop.signal,
        );
        if (options.json) terminal.write(`${JSON.stringify(results, null, 2)}\n`);
        const failed = results.filter((each) => !each.passed).length;
        if (stop.signal.aborted) throw new CommandProblem('Interrupted; what was made is deleted.');
        if (failed > 0) throw new CommandProblem(`${failed} of ${results.length} checks failed.`);
      } finally {
        process.off('SIGINT', interrupt);
      }
    });
}
