import { Command, Option } from 'commander';
import { contactsScope, locationScopes, managementScopes } from '../../contract/scopes.ts';
import { loadConfig } from '../config/config.ts';
import { listLocations } from '../features/locations/locations.ts';
import {
  type Integration,
  type IntegrationPlace,
  createIntegration,
  deleteIntegration,
  findIntegrationAnywhere,
  listIntegrations,
  revokeIntegration,
  rotateIntegration,
} from '../features/private-integrations/private-integrations.ts';
import { toIntegrationWire } from '../features/private-integrations/private-integrations.wire.ts';
import { systemClock } from '../lib/clock.ts';
import type { Engine } from '../storage/engine.ts';
import { chosenLocation, withDatabase } from './database.ts';
import { CommandProblem, type JsonOption, type Terminal, output, table } from './terminal.ts';

type CreateOptions = JsonOption & {
  location?: string;
  name: string;
  scopes?: string;
  expires?: string;
  management?: true;
};
type ListOptions = JsonOption & { location?: string; management?: true };

export function tokenCommand(terminal: Terminal): Command {
  const command = new Command('token').description(
    'Create, list, rotate, revoke and delete Private Integration Tokens',
  );
  command
    .command('create')
    .description('Create a Private Integration and show its token, this once')
    .addOption(
      locationOption('the location (needed only when there are several)').conflicts('management'),
    )
    .option('--name <name>', 'what it is for', 'Contact API Access')
    .option(
      '--scopes <list>',
      `separated by commas: ${[contactsScope, ...locationScopes].join(', ')} (default: ${contactsScope})`,
    )
    .option('--expires <date>', 'when it ends, such as 2030-01-31 (default: never)')
    .option('--management', `a token for all locations, with ${managementScopes.join(', ')}`)
    .option('--json', 'print what the API returns, with the token')
    .action((options: CreateOptions) =>
      withDatabase(
        async (engine, context) => {
          const place = options.management ? null : await chosenLocation(engine, options.location);
          const usual = options.management ? [contactsScope, ...managementScopes] : [contactsScope];
          const input = {
            name: options.name,
            scopes: options.scopes?.split(',').map((scope) => scope.trim()) ?? usual,
            ...(options.expires !== undefined && { expiresAt: options.expires }),
          };
          const { value } = await createIntegration(engine, place, input, context());
          printToken(terminal, options, value, place);
        },
        { mayMake: options.management ?? false },
      ),
    );
  command
    .command('list')
    .description('List the Private Integrations; never a token')
    .addOption(locationOption('only those of one location').conflicts('management'))
    .option('--management', 'only the management integrations')
    .option('--json', 'print what the API returns')
    .action((options: ListOptions) =>
      withDatabase(async (engine) => {
        const found = await Promise.all(
          (await placesOf(engine, options)).map(async (place) =>
            (await listIntegrations(engine, place)).map((each) =>
              toIntegrationWire(each, place?.id ?? null, systemClock.now()),
            ),
          ),
        );
        const all = found.flat();
        const rows = all.map((each) =>
          ['id', 'name', 'locationId', 'status', 'tokenHint', 'lastUsedAt', 'scopes'].map((key) =>
            key === 'tokenHint' ? `…${String(each[key])}` : String(each[key] ?? '-'),
          ),
        );
        const head = [
          'INTEGRATION ID',
          'NAME',
          'LOCATION',
          'STATUS',
          'TOKEN',
          'LAST USED',
          'SCOPES',
        ];
        output(terminal, options, all, table(head, rows));
      }),
    );
  command
    .command('rotate')
    .description('Make a new token; the old one ends at once, or some days later with --later')
    .argument('<integration>', 'its id, or the token itself')
    .option('--later', 'keep the old token valid for limits.rotation_overlap_days, 7 by default')
    .option('--json', 'print what the API returns, with the token')
    .action((id: string, options: JsonOption & { later?: true }) =>
      withDatabase(async (engine, context) => {
        const { place, integrationId } = await find(engine, id);
        const { rotationOverlapMs } = loadConfig().config.limits;
        const overlapMs = options.later ? rotationOverlapMs : 0;
        const { value } = await rotateIntegration(
          engine,
          place,
          integrationId,
          overlapMs,
          context(),
        );
        printToken(terminal, options, value, place);
      }),
    );
  command
    .command('revoke')
    .description('End a Private Integration; its tokens are refused at once')
    .argument('<integration>', 'its id, or the token itself')
    .option('--json', 'print what the API returns')
    .action((id: string, options: JsonOption) =>
      withDatabase(async (engine, context) => {
        const { place, integrationId } = await find(engine, id);
        const revoked = await revokeIntegration(engine, place, integrationId, context());
        const wire = toIntegrationWire(revoked, place?.id ?? null, systemClock.now());
        output(terminal, options, wire, [`Revoked ${revoked.row.name} (${revoked.row.id})`]);
      }),
    );
  command
    .command('delete')
    .description('Delete a Private Integration with its tokens; what it did stays in the history')
    .argument('<integration>', 'its id, or the token itself')
    .option('--json', 'print the result as JSON')
    .action((id: string, options: JsonOption) =>
      withDatabase(async (engine, context) => {
        const { place, integrationId } = await find(engine, id);
        const deleted = await deleteIntegration(engine, place, integrationId, context());
        const result = { deleted: deleted.id, name: deleted.name };
        output(terminal, options, result, [`Deleted ${deleted.name} (${deleted.id})`]);
      }),
    );
  return command;
}

function locationOption(description: string): Option {
  return new Option('--location <id>', description);
}

async function placesOf(engine: Engine, options: ListOptions): Promise<IntegrationPlace[]> {
  if (options.management) return [null];
  if (options.location !== undefined) return [await chosenLocation(engine, options.location)];
  return [...(await listLocations(engine.read)), null];
}

async function find(
  engine: Engine,
  idOrToken: string,
): Promise<{ place: IntegrationPlace; integrationId: string }> {
  const row = await findIntegrationAnywhere(engine.read, idOrToken);
  if (!row) {
    throw new CommandProblem('There is no such Private Integration; token list shows their ids.');
  }
  const locations = await listLocations(engine.read);
  const place = locations.find((each) => each.no === row.location_no) ?? null;
  return { place, integrationId: row.id };
}

function printToken(
  terminal: Terminal,
  options: JsonOption,
  { integration, token }: { integration: Integration; token: string },
  place: IntegrationPlace,
): void {
  const wire = toIntegrationWire(integration, place?.id ?? null, systemClock.now());
  output(terminal, options, { integration: wire, token }, [
    `Token:           ${token}`,
    '                 shown this once; only a hash of it is kept',
    `Location id:     ${place?.id ?? 'all (management)'}`,
    `Integration id:  ${integration.row.id}`,
    `Scopes:          ${(wire['scopes'] as string[]).join(', ')}`,
  ]);
}
