import { isEventType, withheldKeys } from '../../../contract/events/event-types.ts';
import { streamEndReasons } from '../../../contract/events/stream.ts';
import type { LiveMessage } from '../../lib/live-message.ts';
import { grants } from '../../../contract/scopes.ts';
import type { StreamPart } from './event-stream.ts';
import type { SharedEvent } from './event-tail.ts';
import type { EventRow } from './events.store.ts';
import { type EventListing, eventCursor } from './events.ts';

/** Who reads: what its scopes do not cover is left out of the events that it sees, too. */
export type EventReader = { actor: { id: string }; scopes: readonly string[] };

/** What of an event depends on who reads. */
type Form = { namesActor: boolean; withheld: readonly string[] };

export function toEventsWire(
  listing: EventListing,
  locationId: string,
  reader: EventReader,
): string {
  const events = listing.events.map((row) => toEventWire(row, locationId, formFor(row, reader)));
  const last = listing.events.at(-1);
  const meta = JSON.stringify({
    total: listing.total,
    nextCursor: last ? eventCursor(last.position) : null,
    more: listing.more,
  });
  return `{"events":[${events.join(',')}],"meta":${meta}}`;
}

/** The parts of a stream as messages; `data` of an event is the event as a list shows it. */
export async function* toStreamMessages(
  parts: AsyncIterable<StreamPart>,
  locationId: string,
): AsyncGenerator<LiveMessage[]> {
  for await (const part of parts) {
    const cursor = eventCursor(part.position);
    if (part.kind === 'events') {
      yield part.events.map((event) => ({
        id: eventCursor(event.position),
        event: event.type,
        data: sharedWire(event, locationId, part.reader),
      }));
    } else if (part.kind === 'beat') yield [{ id: cursor }];
    else if (part.kind === 'ready') {
      yield [{ id: cursor, event: 'ready', data: JSON.stringify({ cursor }) }];
    } else {
      const { reason } = part;
      const data = JSON.stringify({ reason, message: streamEndReasons[reason], cursor });
      yield [{ id: cursor, event: 'end', data }];
    }
  }
}

/** Made once for all who are shown the same of it. */
function sharedWire(event: SharedEvent, locationId: string, reader: EventReader): string {
  const form = formFor(event, reader);
  const key = `${form.namesActor} ${form.withheld.join()}`;
  const made = event.forms.get(key) ?? toEventWire(event, locationId, form);
  event.forms.set(key, made);
  return made;
}

/** `before` and `after` are stored as JSON and go out as they are. */
function toEventWire(row: EventRow, locationId: string, { namesActor, withheld }: Form): string {
  const head = JSON.stringify({
    cursor: eventCursor(row.position),
    type: row.type,
    locationId,
    recordId: row.record_id,
    contactId: row.contact_id,
    version: row.version,
    at: new Date(row.at).toISOString(),
  });
  const actor = namesActor ? row.actor : JSON.stringify({ ...actorOf(row), name: undefined });
  const before = without(row.before, withheld);
  const after = without(row.after, withheld);
  return `${head.slice(0, -1)},"actor":${actor},"before":${before},"after":${after}}`;
}

/** An integration's name is its own to know, and of those who read integrations. */
function formFor(row: EventRow, { actor, scopes }: EventReader): Form {
  const withheld = isEventType(row.type) ? withheldKeys(row.type, scopes) : [];
  if (grants(scopes, 'integrations.readonly')) return { namesActor: true, withheld };
  const { kind, id } = actorOf(row);
  return { namesActor: kind !== 'integration' || id === actor.id, withheld };
}

function actorOf({ actor }: EventRow): { kind: string; id: string } {
  // Written by `recordEvent` and nowhere else.
  return JSON.parse(actor) as { kind: string; id: string };
}

function without(json: string | null, keys: readonly string[]): string {
  if (json === null || keys.length === 0) return json ?? 'null';
  const values = Object.entries(JSON.parse(json) as Record<string, unknown>);
  return JSON.stringify(Object.fromEntries(values.filter(([key]) => !keys.includes(key))));
}
