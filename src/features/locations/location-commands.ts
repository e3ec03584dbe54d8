import type { EventType } from '../../../contract/events/event-types.ts';
import { errors } from '../../errors/catalogue.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import { isBlank } from '../../lib/text.ts';
import { recordEvent } from '../events/events.ts';
import {
  type Location,
  type LocationInput,
  type LocationSettings,
  profileTexts,
  toLocation,
} from './location.ts';
import {
  insertLocation,
  selectLocation,
  selectLocations,
  updateLocationRow,
} from './locations.store.ts';

export const createLocationCommand = defineCommand({
  name: 'locations.create',
  run: async (
    tx: Transaction,
    { change: input }: { locationNo: null; change: LocationInput },
    tools: CommandTools,
  ): Promise<Location> => {
    const [first] = await selectLocations(tx, 1);
    const companyId = input.companyId ?? (first && toLocation(first).profile['companyId']);
    const row = await insertLocation(tx, {
      id: tools.newId(),
      name: input.name ?? 'My Location',
      country: input.country ?? 'US',
      timezone: input.timezone ?? 'UTC',
      profile: JSON.stringify(changedProfile({ companyId: companyId ?? tools.newId() }, input)),
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
    tx: Transaction,
    input: { locationNo: number; id: string; change: LocationInput },
    tools: CommandTools,
  ): Promise<Location> => {
    const current = await selectLocation(tx, input.id);
    if (!current) throw errors.locationNotFound(input.id);
    const before = toLocation(current);
    const { change } = input;
    const settings = { ...before.settings, ...change.settings };
    const next = {
      ...before,
      name: change.name ?? before.name,
      country: change.country ?? before.country,
      timezone: change.timezone ?? before.timezone,
      profile: changedProfile(before.profile, change),
      settings,
    };
    // An empty `social` is none, so both sides go the same way.
    const same = { ...before, profile: changedProfile(before.profile, {}) };
    if (JSON.stringify(next) === JSON.stringify(same)) return before;
    const row = await updateLocationRow(tx, current.no, {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.country !== undefined && { country: change.country }),
      ...(change.timezone !== undefined && { timezone: change.timezone }),
      profile: JSON.stringify(next.profile),
      settings: JSON.stringify(settings),
      ...policyColumns(settings),
      updated_at: tools.now,
    });
    return recorded(tx, 'location.updated', before, toLocation(row), tools);
  },
});

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

/** Changes what is sent: null or an empty text clears a field, or an address of `social`. */
function changedProfile(
  before: Record<string, unknown>,
  change: LocationInput,
): Record<string, unknown> {
  const { social } = before;
  const known = typeof social === 'object' && social !== null ? social : {};
  return withoutEmpty({
    ...before,
    ...profileOf(change),
    social: withoutEmpty({ ...known, ...change.social }),
  });
}

function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  const isSet = (value: unknown): boolean =>
    value !== null && !(typeof value === 'string' && isBlank(value));
  const set = Object.entries(values).filter(([, value]) => isSet(value));
  return Object.fromEntries(set);
}

async function recorded(
  tx: Transaction,
  type: EventType,
  before: Location | null,
  after: Location,
  tools: CommandTools,
): Promise<Location> {
  const visible = ({ no: _no, contactCount: _count, bytes: _bytes, ...rest }: Location): string =>
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

/** Loaded on the writer thread. */
export const locationCommands = [createLocationCommand, updateLocationCommand] as const;
