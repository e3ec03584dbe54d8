import { eventCursor, type EventListing } from './events.ts';

/** `before` and `after` are stored as JSON and go out as they are. */
export function toEventsWire(listing: EventListing, locationId: string): string {
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
    return `${head.slice(0, -1)},"actor":${row.actor},"before":${row.before ?? 'null'},"after":${row.after ?? 'null'}}`;
  });
  const last = listing.events.at(-1);
  const meta = JSON.stringify({
    total: listing.total,
    nextCursor: last ? eventCursor(last.position) : null,
    more: listing.more,
  });
  return `{"events":[${events.join(',')}],"meta":${meta}}`;
}
