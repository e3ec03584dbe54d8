import type { EventType } from '../../../contract/events/event-types.ts';
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
  selectEventCount,
  selectEventPage,
  selectEventSizes,
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
  after?: string;
  limit: number;
};
export type EventListing = { events: EventRow[]; total: number; more: boolean };

/** Off the HTTP thread: a page can carry megabytes of values. */
export const listEventsQuery = defineQuery({
  name: 'events.list',
  run: async (
    reader: Executor,
    input: { locationNo: number; contactId: string | null; after: number; limit: number },
  ): Promise<EventListing> => {
    const { locationNo, contactId, after, limit } = input;
    const page = { locationNo, contactId: contactId ?? undefined, after };
    const { rows, more } = await readPage(
      limit,
      (most) => selectEventSizes(reader, { ...page, limit: most }),
      (most) => selectEventPage(reader, { ...page, limit: most }),
    );
    return {
      events: rows,
      total:
        contactId === null
          ? await selectEventCount(reader, locationNo)
          : await countContactEvents(reader, { locationNo, contactId }),
      more,
    };
  },
});

/** Events in order from an opaque cursor; throws `validation_failed` on a cursor that is none. */
export async function listEvents(
  engine: Engine,
  request: EventRequest,
  signal?: AbortSignal,
): Promise<EventListing> {
  const input = {
    locationNo: request.locationNo,
    contactId: request.contactId ?? null,
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
