import { Command } from 'commander';
import { baseUrlOf } from '../config/base-url.ts';
import { loadConfig } from '../config/config.ts';
import { resetOwner } from '../features/users/accounts.ts';
import {
  invitationAddress,
  makeOwnerLink,
  setupAddress,
} from '../features/users/sessions/links.ts';
import { withDatabase } from './database.ts';
import { CommandProblem, type JsonOption, type Terminal, output } from './terminal.ts';

type ResetOptions = JsonOption & { email?: string };

export function ownerCommand(terminal: Terminal): Command {
  const command = new Command('owner').description('Who the installation belongs to');
  command
    .command('reset')
    .description('Print a link that makes the owner, or where there is one sets a new password')
    .option('--email <email>', 'of which owner (default: the one of longest standing)')
    .option('--json', 'print the link as JSON')
    .action((options: ResetOptions) =>
      withDatabase(async (engine, context) => {
        const { server } = loadConfig().config;
        const baseUrl = baseUrlOf(server, server.port);
        const made = options.email === undefined && (await makeOwnerLink(engine, context()));
        if (made) {
          const link = setupAddress(baseUrl, made.key);
          print(terminal, options, { link, endsAt: made.endsAt }, [
            'There is no owner yet. The link makes one; it works once, for 24 hours:',
          ]);
          return;
        }
        const reset = await resetOwner(engine, options.email, context());
        if (!reset) {
          throw new CommandProblem(`There is no owner with the e-mail ${options.email}.`);
        }
        const link = invitationAddress(baseUrl, reset.key);
        print(terminal, options, { link, endsAt: reset.endsAt }, [
          `The link sets a new password for the owner ${reset.name} (${reset.email}).`,
          'It works once, for 24 hours. The password of now works until then; with the new one all',
          'sessions of the owner end:',
        ]);
      }),
    );
  return command;
}

function print(
  terminal: Terminal,
  options: JsonOption,
  { link, endsAt }: { link: string; endsAt: number },
  lines: readonly string[],
): void {
  const value = { link, expiresAt: new Date(endsAt).toISOString() };
  output(terminal, options, value, [...lines, '', link]);
}
