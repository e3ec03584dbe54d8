import { errors } from '../../errors/catalogue.ts';
import type { CommandContext, CommandOutcome, Engine, Executor } from '../../storage/engine.ts';
import { type Location, type LocationInput, toLocation } from './location.ts';
import { createLocationCommand, updateLocationCommand } from './location-commands.ts';
import { toLocationChange } from './location-profile.ts';
import { selectLocation, selectLocations } from './locations.store.ts';

/** Throws `location_not_found`. */
export async function getLocation(reader: Executor, id: string): Promise<Location> {
  const location = await findLocation(reader, id);
  if (!location) throw errors.locationNotFound(id);
  return location;
}

export async function findLocation(reader: Executor, id: string): Promise<Location | undefined> {
  const row = await selectLocation(reader, id);
  return row && toLocation(row);
}

/** Oldest first; all of them, or the first few. */
export async function listLocations(reader: Executor, limit?: number): Promise<Location[]> {
  return (await selectLocations(reader, limit)).map(toLocation);
}

/** Throws `validation_failed`. */
export async function createLocation(
  engine: Engine,
  input: LocationInput,
  context: CommandContext,
): Promise<Location> {
  return (await createLocationOnce(engine, input, context)).value;
}

/** The same, telling whether it was a replay. */
export function createLocationOnce(
  engine: Engine,
  input: LocationInput,
  context: CommandContext,
): Promise<CommandOutcome<Location>> {
  const change = toLocationChange(input, input.country ?? 'US');
  return engine.run(createLocationCommand, { locationNo: null, change }, context);
}

/** Changes what is sent; throws `validation_failed` or `location_not_found`. */
export async function updateLocation(
  engine: Engine,
  location: Location,
  input: LocationInput,
  context: CommandContext,
): Promise<Location> {
  const change = toLocationChange(input, location.country);
  const { no: locationNo, id } = location;
  return (await engine.run(updateLocationCommand, { locationNo, id, change }, context)).value;
}
