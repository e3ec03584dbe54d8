import { randomUUID } from 'node:crypto';
import { contactsScope } from '../contract/scopes.ts';
import { createLocation, listLocations } from './features/locations/locations.ts';
import { createIntegration } from './features/private-integrations/private-integrations.ts';
import { makeOwnerLink, setupAddress } from './features/users/sessions/links.ts';
import { createContactCurl } from './http/pages.ts';
import { systemClock } from './lib/clock.ts';
import type { CommandContext, Engine } from './storage/engine.ts';

const shownLocations = 5;

export type Welcome = { baseUrl: string; databasePath: string };

/** On a new database: a location and a token, shown this once. Else: where things are. */
export async function firstRun(
  engine: Engine,
  { baseUrl, databasePath }: Welcome,
  print: (line: string) => void,
): Promise<void> {
  const locations = await listLocations(engine.read, shownLocations + 1);
  print(`Groundlevel is running at ${baseUrl}`);
  print(`  Data:         ${databasePath}`);
  const [first] = locations;
  const context = (): CommandContext => ({
    now: systemClock.now(),
    traceId: randomUUID(),
    actor: { kind: 'cli', id: 'first-run', name: 'first run' },
  });
  if (first) {
    for (const { id, name } of locations.slice(0, shownLocations)) {
      print(`  Location id:  ${id}  (${name})`);
    }
    if (locations.length > shownLocations) print('  All of them:  npx groundlevel location list');
    print('  New token:    npx groundlevel token create');
    await printOwnerLink(engine, baseUrl, context(), ['', ...ownerLinkLines], print);
    return;
  }
  const location = await createLocation(engine, { name: 'My Location' }, context());
  const outcome = await createIntegration(
    engine,
    location,
    { name: 'Contact API Access', scopes: [contactsScope] },
    context(),
  );
  print(`  Location id:  ${location.id}`);
  print(`  Token:        ${outcome.value.token}`);
  print('                a Private Integration Token with the contacts scope, shown this once');
  print('');
  print('Create a first contact, from another terminal:');
  print('');
  print(createContactCurl(baseUrl, location.id, outcome.value.token));
  print('');
  await printOwnerLink(engine, baseUrl, context(), ownerLinkLines, print);
}

const ownerLinkLines = [
  'Set up who owns it in the browser; the link works once, for 24 hours:',
  '',
];

/** Until there is an owner; one that was printed before works no more. */
async function printOwnerLink(
  engine: Engine,
  baseUrl: string,
  context: CommandContext,
  lines: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  const link = await makeOwnerLink(engine, context);
  if (!link) return;
  for (const line of [...lines, setupAddress(baseUrl, link.key), '']) print(line);
}
