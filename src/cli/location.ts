import { Command } from 'commander';
import { createLocation, getLocation, listLocations } from '../features/locations/locations.ts';
import type { Location } from '../features/locations/location.ts';
import { toLocationWire } from '../features/locations/locations.wire.ts';
import { withDatabase } from './database.ts';
import { type JsonOption, type Terminal, output, table } from './terminal.ts';

type CreateOptions = JsonOption & { name: string; country?: string; timezone?: string };

export function locationCommand(terminal: Terminal): Command {
  const command = new Command('location').description('Create, list and show locations');
  command
    .command('create')
    .description('Create a location (a sub-account)')
    .requiredOption('--name <name>', 'its name')
    .option('--country <code>', 'two-letter code: the default for phone numbers (default: US)')
    .option('--timezone <zone>', 'IANA time zone (default: UTC)')
    .option('--json', 'print what the API returns')
    .action((options: CreateOptions) =>
      withDatabase(
        async (engine, context) => {
          const { name, country, timezone } = options;
          const input = {
            name,
            ...(country !== undefined && { country }),
            ...(timezone !== undefined && { timezone }),
          };
          print(terminal, options, await createLocation(engine, input, context()));
        },
        { mayMake: true },
      ),
    );
  command
    .command('list')
    .description('List all locations')
    .option('--json', 'print what the API returns')
    .action((options: JsonOption) =>
      withDatabase(async (engine) => {
        const locations = await listLocations(engine.read);
        const rows = locations.map((each) => [
          each.id,
          each.name,
          String(each.contactCount),
          String(each.bytes),
        ]);
        const lines = table(['LOCATION ID', 'NAME', 'CONTACTS', 'BYTES'], rows);
        output(terminal, options, locations.map(toLocationWire), lines);
      }),
    );
  command
    .command('show')
    .description('Show a location')
    .argument('<locationId>')
    .option('--json', 'print what the API returns')
    .action((id: string, options: JsonOption) =>
      withDatabase(async (engine) => print(terminal, options, await getLocation(engine.read, id))),
    );
  return command;
}

function print(terminal: Terminal, options: JsonOption, location: Location): void {
  const { settings } = location;
  output(terminal, options, toLocationWire(location), [
    `Location id:  ${location.id}`,
    `Name:         ${location.name}`,
    `Country:      ${location.country}`,
    `Time zone:    ${location.timezone}`,
    `Contacts:     ${location.contactCount}`,
    `Bytes:        ${location.bytes}`,
    `Duplicates:   ${settings.allowDuplicateContact ? 'allowed' : `not allowed by ${settings.contactUniqueIdentifiers.join(', then ')}`}`,
  ]);
}
