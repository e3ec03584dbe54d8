import { type EventType, eventTypesFor } from '../../../contract/events/event-types.ts';
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
  type FoundEvent,
  countContactEvents,
  insertEvent,
  selectEventCounts,
  selectEventsAt,
  selectNextContactEvents,
  selectNextEvents,
} from './events.store.ts';

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

export type EventRequest = {
  locationNo: number;
  contactId?: string;
  /** Of the token: which types are listed at all. */
  scopes: readonly string[];
  after?: string;
  limit: number;
};
export type EventListing = { events: EventRow[]; total: number; more: boolean };

type ListInput = {
  locationNo: number;
  contactId: string | null;
  types: readonly EventType[];
  after: number;
  limit: number;
};

/** Off the HTTP thread: a page can carry megabytes of values. */
export const listEventsQuery = defineQuery({
  name: 'events.list',
  run: async (reader: Executor, input: ListInput): Promise<EventListing> => {
    const { locationNo, limit } = input;
    const { found, total } = await findEvents(reader, input);
    const positions = found.map(({ position }) => position);
    const { rows, more } = await readPage(
      limit,
      async () => found.map(({ bytes }) => bytes),
      (most) => selectEventsAt(reader, { locationNo, positions: positions.slice(0, most) }),
    );
    return { events: rows, total, more };
  },
});

/** One more than asked for, when there is one. */
async function findEvents(
  reader: Executor,
  { locationNo, contactId, types, after, limit }: ListInput,
): Promise<{ found: FoundEvent[]; total: number }> {
  const page = { locationNo, types, after, limit: limit + 1 };
  if (contactId !== null) {
    return {
      found: await selectNextContactEvents(reader, { ...page, contactId }),
      total: await countContactEvents(reader, { locationNo, contactId, types }),
    };
  }
  const readable: ReadonlySet<string> = new Set(types);
  const counts = (await selectEventCounts(reader, locationNo)).filter(
    ({ type, count }) => count > 0 && readable.has(type),
  );
  const present = counts.map(({ type }) => type);
  return {
    found: present.length > 0 ? await selectNextEvents(reader, { ...page, types: present }) : [],
    total: counts.reduce((sum, { count }) => sum + count, 0),
  };
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
  const input = {
    locationNo: request.locationNo,
    contactId: request.contactId ?? null,
    types: eventTypesFor(request.scopes),
    after: request.after ? positionOf(request.after) : 0,
    limit: request.limit,
  };
  return engine.query(listEventsQuery, input, signal ? { signal } : {});
}

/** The opaque cursor of an event. */
export function eventCursor(position: number): string {
  return encodeCursor({ p: position });
}

function positionOf(cursor: string): number {
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
