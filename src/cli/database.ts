import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { commands } from '../commands.ts';
import { loadConfig } from '../config/config.ts';
import type { Location } from '../features/locations/location.ts';
import { getLocation, listLocations } from '../features/locations/locations.ts';
import { systemClock } from '../lib/clock.ts';
import { createIdSource } from '../lib/ids.ts';
import type { CommandContext, Engine } from '../storage/engine.ts';
import { openInlineEngine } from '../storage/sqlite/inline-engine.ts';
import { prepareDatabase } from '../storage/sqlite/prepare-database.ts';
import { CommandProblem } from './terminal.ts';

/** Opens the database for one command; a running server goes on beside it. */
export async function withDatabase<T>(
  use: (engine: Engine, context: () => CommandContext) => Promise<T>,
  { mayMake = false } = {},
): Promise<T> {
  process.umask(0o077);
  const path = mayMake ? loadConfig().config.databasePath : existingDatabasePath();
  prepareDatabase(path);
  const engine = openInlineEngine({
    path,
    commands,
    newId: createIdSource(systemClock),
  });
  const name = userName();
  try {
    return await use(engine, () => ({
      now: systemClock.now(),
      traceId: randomUUID(),
      actor: { kind: 'cli', id: name, name },
    }));
  } finally {
    await engine.close();
  }
}

/** The database that exists; a command in the wrong folder makes none. */
export function existingDatabasePath(): string {
  const { config } = loadConfig();
  if (existsSync(config.databasePath)) return config.databasePath;
  throw new CommandProblem(
    `There is no database at ${config.databasePath}; npm start makes one, or set GROUNDLEVEL_DATABASE_URL.`,
  );
}

/** The location named, or the only one there is. */
export async function chosenLocation(engine: Engine, id: string | undefined): Promise<Location> {
  if (id !== undefined) return getLocation(engine.read, id);
  const locations = await listLocations(engine.read);
  const [only] = locations;
  if (!only) throw new CommandProblem('There is no location yet; make one with location create.');
  if (locations.length > 1) {
    const ids = locations.map((each) => each.id).join(', ');
    throw new CommandProblem(`There are several locations; name one with --location: ${ids}`);
  }
  return only;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
