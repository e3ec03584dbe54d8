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
      // The second one ends it as usual.
      process.once('SIGINT', interrupt);
      process.once('SIGTERM', interrupt);
      try {
        const { results, left } = await verify(
          {
            baseUrl: baseUrlOf(options.url),
            token: options.token,
            locationId: options.location,
            ...(options.version !== undefined && { version: options.version }),
          },
          (line) => options.json || terminal.write(`${line}\n`),
          stop.signal,
        );
        if (options.json) terminal.write(`${JSON.stringify(results, null, 2)}\n`);
        const failed = results.filter((each) => each.outcome === 'fail').length;
        if (left.length > 0) {
          throw new CommandProblem(`These contacts could not be deleted: ${left.join(', ')}`);
        }
        if (stop.signal.aborted) throw new CommandProblem('Interrupted; what was made is deleted.');
        if (failed > 0) throw new CommandProblem(`${failed} of ${results.length} checks failed.`);
      } finally {
        process.off('SIGINT', interrupt);
        process.off('SIGTERM', interrupt);
      }
    });
}

function baseUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && ['http:', 'https:'].includes(url.protocol)) return text.replace(/\/+$/, '');
  throw new CommandProblem(`--url must be an address such as http://localhost:8080, not ${text}.`);
}
