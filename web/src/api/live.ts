import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { changeRow, findRow } from './contact-cache.ts';
import { type ContactRow, type Versioned, contactKeys } from './contacts.ts';
import type { LiveEvent } from './event-stream.ts';
import { changeMarks, liveMarks } from './live-marks.ts';

const shownMs = 1200;

/** Several at once: what they changed is drawn together. */
export function applyEvents(
  client: QueryClient,
  locationId: string,
  events: readonly LiveEvent[],
): void {
  const held = liveMarks.get();
  const changed = new Set<string>();
  const deleted = new Set(held.deleted);
  const arrived = new Set(held.arrived);
  const stale = new Map<string, QueryKey>();
  for (const event of events) {
    const { type, contactId } = event;
    const [record] = type.split('.');
    if (record !== 'contact') {
      for (const key of keysOf(record ?? '', locationId, contactId)) {
        stale.set(JSON.stringify(key), key);
      }
      continue;
    }
    if (contactId === null) continue;
    stale.set(`timeline ${contactId}`, contactKeys.around(locationId, contactId));
    const row = findRow(client, locationId, contactId);
    if (type === 'contact.deleted' || type === 'contact.erased') {
      if (row) deleted.add(contactId);
      arrived.delete(contactId);
    } else if (type === 'contact.updated') {
      if (row && updateRow(client, locationId, row, event)) changed.add(contactId);
      const key = contactKeys.one(locationId, contactId);
      const known = client.getQueryData<Versioned>(key);
      // One's own change came with its reply.
      if (known && known.contact.dateUpdated < event.at) stale.set(JSON.stringify(key), key);
    } else {
      deleted.delete(contactId);
      if (!row) arrived.add(contactId);
    }
  }
  for (const queryKey of stale.values()) void client.invalidateQueries({ queryKey });
  changeMarks({ deleted, arrived, changed: new Set([...held.changed, ...changed]) });
  if (changed.size > 0) window.setTimeout(() => unmark(changed), shownMs);
}

function unmark(shown: ReadonlySet<string>): void {
  const { changed } = liveMarks.get();
  changeMarks({ changed: new Set([...changed].filter((id) => !shown.has(id))) });
}

/** What is read again after an event about another record than a contact. */
function keysOf(record: string, locationId: string, contactId: string | null): QueryKey[] {
  const ofContact = contactId === null ? [] : [contactKeys.around(locationId, contactId)];
  switch (record) {
    case 'tag':
      return [['tags', locationId]];
    case 'customField':
    case 'customFieldFolder':
      return [['custom-fields', locationId]];
    case 'user':
      return [['users', locationId]];
    case 'integration':
      return [['integrations', locationId]];
    case 'location':
      return [['location', locationId]];
    default:
      return ofContact;
  }
}

/** From the values of the event, without asking again; false where nothing is otherwise than it was. */
function updateRow(
  client: QueryClient,
  locationId: string,
  row: ContactRow,
  { at, before, after }: LiveEvent,
): boolean {
  if (row.dateUpdated > at || !after) return false;
  const { customFields, tags, tagsAdded, address1, ...fields } = after as Changes;
  const known = Object.entries(fields).filter(([name]) => Object.hasOwn(row, name));
  const removed = (before as Changes | null)?.tagsRemoved ?? [];
  const added = tagsAdded ?? [];
  const kept = row.tags.filter((tag) => !removed.includes(tag) && !added.includes(tag));
  const values = new Map(row.customFields.map((each) => [each.id, each]));
  for (const each of customFields ?? []) values.set(each.id, each);
  const next: ContactRow = {
    ...row,
    ...Object.fromEntries(known),
    ...(address1 !== undefined && { address: address1 }),
    tags: tags ?? [...kept, ...added],
    customFields: [...values.values()].filter(({ value }) => value !== null),
    dateUpdated: at,
  };
  const isOther =
    JSON.stringify({ ...next, dateUpdated: '' }) !== JSON.stringify({ ...row, dateUpdated: '' });
  if (isOther) changeRow(client, locationId, row.id, () => next);
  return isOther;
}

/** As the events of contacts tell them. */
type Changes = {
  customFields?: ContactRow['customFields'];
  tags?: string[];
  tagsAdded?: string[];
  tagsRemoved?: string[];
  address1?: string | null;
};
