import { isEventType, withheldKeys } from '../../../contract/events/event-types.ts';
import { grants } from '../../../contract/scopes.ts';
import type { EventRow } from './events.store.ts';
import { type EventListing, eventCursor } from './events.ts';

/** Who reads: what its scopes do not cover is left out of the events that it sees, too. */
export type EventReader = { integrationId: string; scopes: readonly string[] };

/** `before` and `after` are stored as JSON and go out as they are. */
export function toEventsWire(
  listing: EventListing,
  locationId: string,
  reader: EventReader,
): string {
  const events = listing.events.map((row) => {
    const head = JSON.stringify({
      cursor: eventCursor(row.position),
      type: row.type,
      locationId,
      recordId: row.record_id,
      contactId: row.contact_id,
      version: row.version,
      at: new Date(row.at).toISOString(),
    });
    const withheld = isEventType(row.type) ? withheldKeys(row.type, reader.scopes) : [];
    const before = without(row.before, withheld);
    const after = without(row.after, withheld);
    return `${head.slice(0, -1)},"actor":${actorFor(reader, row)},"before":${before},"after":${after}}`;
  });
  const last = listing.events.at(-1);
  const meta = JSON.stringify({
    total: listing.total,
    nextCursor: last ? eventCursor(last.position) : null,
    more: listing.more,
  });
  return `{"events":[${events.join(',')}],"meta":${meta}}`;
}

/** An integration's name is its own to know, and of those who read integrations. */
function actorFor({ integrationId, scopes }: EventReader, row: EventRow): string {
  if (grants(scopes, 'integrations.readonly')) return row.actor;
  // Written by `recordEvent` and nowhere else.
  const { name: _name, ...actor } = JSON.parse(row.actor) as {
    kind: string;
    id: string;
    name: string;
  };
  const isOther = actor.kind === 'integration' && actor.id !== integrationId;
  return isOther ? JSON.stringify(actor) : row.actor;
}

function without(json: string | null, keys: readonly string[]): string {
  if (json === null || keys.length === 0) return json ?? 'null';
  const values = Object.entries(JSON.parse(json) as Record<string, unknown>);
  return JSON.stringify(Object.fromEntries(values.filter(([key]) => !keys.includes(key))));
}
