import type { EventType } from '../../../contract/events/event-types.ts';
import { countWithin } from '../../lib/page-bytes.ts';
import { type Executor, defineQuery } from '../../storage/engine.ts';
import {
  type EventRow,
  type FoundEvent,
  selectEventCounts,
  selectEventsAt,
  selectLastPosition,
  selectNextContactEvents,
  selectNextEvents,
  selectPreviousContactEvents,
} from './events.store.ts';

export type NextInput = {
  locationNo: number;
  contactId: string | null;
  types: readonly EventType[];
  after: number;
  limit: number;
  /** Of a contact alone: those before the position, the newest first. */
  newestFirst?: boolean;
};

/** At most `limit` events of these types, of one contact or of the location. */
export async function findNext(
  reader: Executor,
  { contactId, ...page }: NextInput,
): Promise<FoundEvent[]> {
  if (contactId !== null) {
    const { newestFirst = false, ...of } = page;
    const select = newestFirst ? selectPreviousContactEvents : selectNextContactEvents;
    return select(reader, { ...of, contactId });
  }
  const asked: ReadonlySet<string> = new Set(page.types);
  const types = (await selectEventCounts(reader, page.locationNo))
    .filter(({ type, count }) => count > 0 && asked.has(type))
    .map(({ type }) => type);
  return types.length > 0 ? selectNextEvents(reader, { ...page, types }) : [];
}

/** `upTo`: every event that was asked for, up to this position, is among the rows. */
export type NextEvents = { rows: EventRow[]; upTo: number; more: boolean };

/** What follows a position, as far as it fits into so many bytes; one event always does. */
export const nextEventsQuery = defineQuery({
  name: 'events.next',
  run: async (reader: Executor, input: NextInput & { bytes: number }): Promise<NextEvents> => {
    const { locationNo, limit, after } = input;
    // First: what is committed while this runs may or may not be found.
    const last = await selectLastPosition(reader);
    const found = await findNext(reader, { ...input, limit: limit + 1 });
    const sizes = found.slice(0, limit).map(({ bytes }) => bytes);
    const positions = found
      .slice(0, countWithin(sizes, input.bytes))
      .map(({ position }) => position);
    const rows =
      positions.length > 0 ? await selectEventsAt(reader, { locationNo, positions }) : [];
    const more = positions.length < found.length;
    const end = positions.at(-1) ?? after;
    return { rows, upTo: more ? end : Math.max(end, last), more };
  },
});
