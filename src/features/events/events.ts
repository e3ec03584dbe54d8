import {
  type EventType,
  eventTypes,
  eventTypesFor,
  isEventType,
} from '../../../contract/events/event-types.ts';
import { errors } from '../../errors/catalogue.ts';
import { decodeCursor, encodeCursor } from '../../lib/cursor.ts';
import {
  type CommandContext,
  type Engine,
  type Executor,
  type Transaction,
  defineQuery,
} from '../../storage/engine.ts';
import { readPage } from '../../storage/read-page.ts';
import {
  type EventRow,
  countContactEvents,
  insertEvent,
  insertEvents,
  selectEventCounts,
  selectEventsAt,
  selectLastPosition,
} from './events.store.ts';
import { type NextInput, findNext } from './next-events.ts';

export type EventInput = {
  locationNo: number | null;
  type: EventType;
  recordId: string;
  contactId?: string;
  version?: number;
  /** JSON of what changed, as it was and as it is; null where there was or is nothing. */
  before: string | null;
  after: string | null;
};

/** Writes the one event of a change, in the transaction of the change. */
export async function recordEvent(
  tx: Transaction,
  event: EventInput,
  context: Pick<CommandContext, 'now' | 'actor' | 'traceId'>,
): Promise<void> {
  const { before, after, contactId, version, ...rest } = event;
  await insertEvent(
    tx,
    {
      ...rest,
      contactId: contactId ?? null,
      version: version ?? null,
      at: context.now,
      actor: JSON.stringify({ ...context.actor, traceId: context.traceId }),
    },
    { before, after },
  );
}

/** Writes the events of many changes of one location, in their order and in few statements. */
export async function recordEvents(
  tx: Transaction,
  locationNo: number,
  events: readonly EventInput[],
  context: Pick<CommandContext, 'now' | 'actor' | 'traceId'>,
): Promise<void> {
  await insertEvents(
    tx,
    {
      locationNo,
      at: context.now,
      actor: JSON.stringify({ ...context.actor, traceId: context.traceId }),
    },
    events.map(({ contactId = null, version = null, type, recordId, before, after }) => {
      return { type, recordId, contactId, version, before, after };
    }),
  );
}

/** Where the newest come before it. */
const beyondAll = Number.MAX_SAFE_INTEGER;

export type EventRequest = {
  locationNo: number;
  contactId?: string;
  /** Of the token: which types are listed at all. */
  scopes: readonly string[];
  /** Of those, all when absent. */
  types?: readonly EventType[];
  after?: string;
  limit: number;
  /** Of a contact alone. */
  newestFirst?: boolean;
};
export type EventListing = { events: EventRow[]; total: number; more: boolean };

/** Off the HTTP thread: a page can carry megabytes of values. */
export const listEventsQuery = defineQuery({
  name: 'events.list',
  run: async (reader: Executor, input: NextInput): Promise<EventListing> => {
    const { locationNo, limit } = input;
    // One more than asked for, when there is one.
    const found = await findNext(reader, { ...input, limit: limit + 1 });
    const total = await countEvents(reader, input);
    const positions = found.map(({ position }) => position);
    const { rows, more } = await readPage(
      limit,
      async () => found.map(({ bytes }) => bytes),
      (most) => selectEventsAt(reader, { locationNo, positions: positions.slice(0, most) }),
    );
    // They are read in the order of all.
    return { events: input.newestFirst ? rows.toReversed() : rows, total, more };
  },
});

async function countEvents(
  reader: Executor,
  { locationNo, contactId, types }: NextInput,
): Promise<number> {
  if (contactId !== null) return countContactEvents(reader, { locationNo, contactId, types });
  const asked: ReadonlySet<string> = new Set(types);
  return (await selectEventCounts(reader, locationNo))
    .filter(({ type }) => asked.has(type))
    .reduce((sum, { count }) => sum + count, 0);
}

/**
 * Events in order from an opaque cursor, of the types that the scopes read: others are not counted
 * either. Throws `validation_failed` on a cursor that is none.
 */
export async function listEvents(
  engine: Engine,
  request: EventRequest,
  signal?: AbortSignal,
): Promise<EventListing> {
  const { newestFirst = false } = request;
  const input = {
    locationNo: request.locationNo,
    contactId: request.contactId ?? null,
    types: readableTypes(request.types, request.scopes),
    after: request.after ? positionOf(request.after) : newestFirst ? beyondAll : 0,
    newestFirst,
    limit: request.limit,
  };
  return engine.query(listEventsQuery, input, signal ? { signal } : {});
}

/** The types that are named; throws `validation_failed` on a name that is none. */
export function typesNamed(
  sent: string | readonly string[] | undefined,
): readonly EventType[] | undefined {
  const names = [sent ?? []].flat().flatMap((each) => each.split(','));
  const types = names.map((each) => each.trim()).filter((each) => each !== '');
  const unknown = types.filter((each) => !isEventType(each));
  if (unknown.length > 0) {
    const message = `type must be one of those that docs/events.md lists, not ${unknown[0]}`;
    throw errors.validationFailed([{ field: 'type', message }]);
  }
  return types.length > 0 ? types.filter(isEventType) : undefined;
}

/** The types asked for, all when absent, that the scopes read. Throws `scope_missing` for one named that they do not. */
export function readableTypes(
  named: readonly EventType[] | undefined,
  scopes: readonly string[],
): readonly EventType[] {
  const readable = eventTypesFor(scopes);
  const hidden = named?.find((each) => !readable.includes(each));
  if (hidden !== undefined) throw errors.scopeMissing(eventTypes[hidden].scope);
  return named ?? readable;
}

/** Of the last event there is, of any location: the present. */
export function lastPosition(executor: Executor): Promise<number> {
  return selectLastPosition(executor);
}

/** The opaque cursor of an event. */
export function eventCursor(position: number): string {
  return encodeCursor({ p: position });
}

/** Throws `validation_failed` on a cursor that is none. */
export function positionOf(cursor: string): number {
  const decoded = decodeCursor(cursor);
  const position =
    typeof decoded === 'object' && decoded !== null && 'p' in decoded ? decoded.p : undefined;
  if (typeof position !== 'number' || !Number.isSafeInteger(position) || position < 0) {
    throw errors.validationFailed([
      { field: 'after', message: 'after must be a cursor that this server returned' },
    ]);
  }
  return position;
}
