import type { smartListChanges } from '../../../contract/smart-lists/operations.ts';
import { errors } from '../../errors/catalogue.ts';
import { type Reader, defineQuery } from '../../storage/engine.ts';
import { findContactState } from '../contacts/write/contacts.ts';
import { findLocation } from '../locations/locations.ts';
import { nextEventsQuery } from '../events/next-events.ts';
import { type ContactEvent, beforeEvent, contactTypes } from './contact-history.ts';
import { type Condition, type ContactState, isFound } from './contact-matches.ts';
import { type ListLocation, toListSearch } from './list-search.ts';
import { getSmartListRow } from './smart-list-commands.ts';
import { type Asker, type SmartList, toSmartList } from './smart-list.ts';
import { refuseUnknown, refuseUntold } from './unknown-changes.ts';

export type MembershipChange = {
  change: (typeof smartListChanges)[number];
  contactId: string;
  /** Of the event that did it. */
  position: number;
  at: number;
};

/** `upTo`: every change up to this position is among those told. */
export type MembershipChanges = { changes: MembershipChange[]; upTo: number; more: boolean };

type PageInput = { after: number; limit: number };
export type ChangesInput = PageInput & { locationId: string; id: string; asker: Asker };

/** Events of contacts that one page looks at. */
export const mostLookedAt = 500;
/** Events of those contacts, newer ones too, that it reads to know what they were. */
export const mostWalked = 10_000;
export const mostWalkedBytes = 32 * 1024 * 1024;

const bytesOfPage = 4 * 1024 * 1024;

/**
 * Who entered or left a list behind a position, in order. Off the HTTP thread, on one snapshot: the list,
 * its location, the contacts and their events must agree. Throws `record_not_found`, and
 * `validation_failed` or `changes_unknown` where it cannot be known.
 */
export const membershipChangesQuery = defineQuery({
  name: 'smart-lists.changes',
  run: async (reader: Reader, input: ChangesInput): Promise<MembershipChanges> => {
    const { locationId, id, asker, ...page } = input;
    const location = await findLocation(reader, locationId);
    if (!location) throw errors.locationNotFound(locationId);
    const row = await getSmartListRow(reader, { locationNo: location.no, id, asker });
    return changesOf(reader, { location, list: toSmartList(row), ...page });
  },
});

type OfList = {
  location: ListLocation;
  list: Pick<SmartList, 'filters' | 'query' | 'fuzzy' | 'sort' | 'holdsSince'>;
};

/** What a contact was is found by walking back from what it is. */
export async function changesOf(
  reader: Reader,
  { location, list, after, limit }: OfList & PageInput,
): Promise<MembershipChanges> {
  refuseUntold(list.filters);
  const { condition } = await toListSearch(reader, location, list, { limit: 1, now: 0 });
  await refuseUnknown(reader, location, list, condition, after);
  const locationNo = location.no;
  const { rows, ...page } = await nextEventsQuery.run(reader, {
    locationNo,
    contactId: null,
    types: contactTypes,
    after,
    limit: mostLookedAt,
    bytes: bytesOfPage,
  });
  const walked = { events: 0, bytes: 0 };
  const told: MembershipChange[] = [];
  let { upTo, more } = page;
  for (const { id, first } of contactsOf(rows)) {
    const range = { locationNo, contactId: id, after, upTo };
    const changes = await walkBack(reader, range, condition, walked);
    if (!changes) {
      if (first === rows[0]?.position) {
        throw errors.changesUnknown(`Contact ${id} has changed too often`);
      }
      upTo = first - 1;
      more = true;
      break;
    }
    told.push(...changes);
  }
  const inOrder = told
    .filter(({ position }) => position <= upTo)
    .sort((one, other) => one.position - other.position);
  const last = inOrder[limit - 1];
  if (inOrder.length > limit && last) {
    return { changes: inOrder.slice(0, limit), upTo: last.position, more: true };
  }
  return { changes: inOrder, upTo, more };
}

/** Each contact of these events once, with the position of its first one. */
function contactsOf(
  rows: readonly { contact_id: string | null; position: number }[],
): { id: string; first: number }[] {
  const first = new Map<string, number>();
  for (const { contact_id: id, position } of rows) {
    if (id !== null && !first.has(id)) first.set(id, position);
  }
  return [...first].map(([id, position]) => ({ id, first: position }));
}

type Range = { locationNo: number; contactId: string; after: number; upTo: number };
type Walked = { events: number; bytes: number };

/** The changes of one contact within the range; undefined where too much would have to be read. */
async function walkBack(
  reader: Reader,
  { after, upTo, ...of }: Range,
  condition: Condition,
  walked: Walked,
): Promise<MembershipChange[] | undefined> {
  const { contactId } = of;
  const changes: MembershipChange[] = [];
  let state: ContactState | undefined = await findContactState(reader, of.locationNo, contactId);
  let is: boolean | undefined;
  const step = (event: ContactEvent, older: ContactEvent | undefined): void => {
    const past = beforeEvent(state, event, older);
    if (event.position <= upTo) {
      is ??= state !== undefined && isFound(condition, state);
      const was = past !== undefined && isFound(condition, past);
      const { position, at } = event;
      if (was !== is) changes.push({ change: is ? 'entered' : 'left', contactId, position, at });
      is = was;
    }
    state = past;
  };
  let newer: ContactEvent | undefined;
  for await (const event of newestFirst(reader, of)) {
    walked.events += 1;
    walked.bytes += (event.before?.length ?? 0) + (event.after?.length ?? 0);
    if (walked.events > mostWalked || walked.bytes > mostWalkedBytes) return undefined;
    if (event.type === 'contact.erased') {
      // Of what it was nothing is left, and its earlier events are going.
      const { position, at } = event;
      return position <= upTo ? [{ change: 'erased', contactId, position, at }] : [];
    }
    if (newer) step(newer, event);
    newer = event;
    if (event.position <= after) return changes;
  }
  if (newer) step(newer, undefined);
  return changes;
}

/** All events of a contact; the first pages are short, since most are all that is needed. */
async function* newestFirst(
  reader: Reader,
  of: { locationNo: number; contactId: string },
): AsyncGenerator<ContactEvent> {
  let after = Number.MAX_SAFE_INTEGER;
  for (let limit = 4; ; limit = Math.min(256, limit * 4)) {
    const asked = { ...of, types: contactTypes, after, limit, bytes: bytesOfPage };
    const { rows, more } = await nextEventsQuery.run(reader, { ...asked, newestFirst: true });
    yield* rows.toReversed();
    const [oldest] = rows;
    if (!more || !oldest) return;
    after = oldest.position;
  }
}
