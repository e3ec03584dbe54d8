import { errors } from '../../errors/catalogue.ts';
import {
  type CommandContext,
  type CommandTools,
  type Engine,
  type Executor,
  defineCommand,
} from '../../storage/engine.ts';
import type { LocationRow } from '../../storage/schema.ts';
import { recordEvent } from '../events/events.ts';
import {
  type LocationInput,
  type LocationSettings,
  profileTexts,
  toLocationChange,
} from './location-profile.ts';
import {
  insertLocation,
  selectLocation,
  selectLocations,
  updateLocationRow,
} from './locations.store.ts';

/** A location as rules hand it out. */
export type Location = {
  no: number;
  id: string;
  name: string;
  country: string;
  timezone: string;
  profile: Record<string, unknown>;
  settings: Required<LocationSettings>;
  contactCount: number;
  createdAt: number;
  updatedAt: number;
};

export const createLocationCommand = defineCommand({
  name: 'locations.create',
  run: async (tx: Executor, input: LocationInput, tools: CommandTools): Promise<Location> => {
    const [first] = await selectLocations(tx, 1);
    const companyId = input.companyId ?? (first && toLocation(first).profile['companyId']);
    const row = await insertLocation(tx, {
      id: tools.newId(),
      name: input.name ?? 'My Location',
      country: input.country ?? 'US',
      timezone: input.timezone ?? 'UTC',
      profile: JSON.stringify({ ...profileOf(input), companyId: companyId ?? tools.newId() }),
      settings: JSON.stringify(input.settings ?? {}),
      ...policyColumns(input.settings ?? {}),
      created_at: tools.now,
      updated_at: tools.now,
    });
    return recorded(tx, 'location.created', null, toLocation(row), tools);
  },
});

export const updateLocationCommand = defineCommand({
  name: 'locations.update',
  run: async (
    tx: Executor,
    input: { id: string; change: LocationInput },
    tools: CommandTools,
  ): Promise<Location> => {
    const current = await selectLocation(tx, input.id);
    if (!current) throw errors.locationNotFound(input.id);
    const before = toLocation(current);
    const { change } = input;
    const settings = { ...before.settings, ...change.settings };
    const row = await updateLocationRow(tx, current.no, {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.country !== undefined && { country: change.country }),
      ...(change.timezone !== undefined && { timezone: change.timezone }),
      profile: JSON.stringify(withoutNulls({ ...before.profile, ...profileOf(change) })),
      settings: JSON.stringify(settings),
      ...policyColumns(settings),
      updated_at: tools.now,
    });
    return recorded(tx, 'location.updated', before, toLocation(row), tools);
  },
});

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
  const change = toLocationChange(input, input.country ?? 'US');
  return (await engine.run(createLocationCommand, change, context)).value;
}

/** Changes what is sent; throws `validation_failed` or `location_not_found`. */
export async function updateLocation(
  engine: Engine,
  location: Location,
  input: LocationInput,
  context: CommandContext,
): Promise<Location> {
  const change = toLocationChange(input, location.country);
  const { value } = await engine.run(updateLocationCommand, { id: location.id, change }, context);
  return value;
}

function toLocation(row: LocationRow): Location {
  // Both columns are written by this module and nowhere else.
  const profile = JSON.parse(row.profile) as Record<string, unknown>;
  const settings = JSON.parse(row.settings) as LocationSettings;
  return {
    no: row.no,
    id: row.id,
    name: row.name,
    country: row.country,
    timezone: row.timezone,
    profile,
    settings: {
      allowDuplicateOpportunity: false,
      allowFacebookNameMerge: false,
      disableContactTimezone: false,
      ...settings,
      allowDuplicateContact: row.allow_duplicate_contact === 1,
      contactUniqueIdentifiers: row.unique_identifiers
        .split(',')
        .map((kind) => (kind === 'phone' ? 'phone' : 'email')),
    },
    contactCount: row.contact_count,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function policyColumns(settings: LocationSettings): {
  allow_duplicate_contact: number;
  unique_identifiers: string;
} {
  return {
    allow_duplicate_contact: settings.allowDuplicateContact ? 1 : 0,
    unique_identifiers: (settings.contactUniqueIdentifiers ?? ['email', 'phone']).join(','),
  };
}

function profileOf(input: LocationInput): Record<string, unknown> {
  const profile: Record<string, unknown> = {};
  for (const field of profileTexts) if (input[field] !== undefined) profile[field] = input[field];
  if (input.social) profile['social'] = input.social;
  return profile;
}

function withoutNulls(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

async function recorded(
  tx: Executor,
  type: string,
  before: Location | null,
  after: Location,
  tools: CommandTools,
): Promise<Location> {
  const visible = ({ no: _no, contactCount: _count, ...rest }: Location): string =>
    JSON.stringify(rest);
  await recordEvent(
    tx,
    {
      locationNo: after.no,
      type,
      recordId: after.id,
      before: before && visible(before),
      after: visible(after),
    },
    tools,
  );
  return after;
}
