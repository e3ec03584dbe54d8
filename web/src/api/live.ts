import type { QueryClient } from '@tanstack/react-query';
import { changeRows, heldRows } from './contact-cache.ts';
import { isSameValue } from './contact-values.ts';
import { type ContactRow, type Versioned, contactKeys, isOf } from './contacts.ts';
import type { LiveEvent } from './event-stream.ts';
import { changeMarks, liveMarks, mostArrived } from './live-marks.ts';

const shownMs = 1200;

/** Several at once: what they changed is found in one walk through the rows, and drawn together. */
export function applyEvents(
  client: QueryClient,
  locationId: string,
  events: readonly LiveEvent[],
): void {
  const held = liveMarks.get();
  const rows = heldRows(client, locationId);
  const changed = new Map<string, ContactRow>();
  const deleted = new Set(held.deleted);
  const arrived = new Set(held.arrived);
  const around = new Set<string>();
  const one = new Set<string>();
  const records = new Set<string>();
  for (const event of events) {
    const { type, contactId } = event;
    if (contactId !== null) around.add(contactId);
    const [record = ''] = type.split('.');
    if (record !== 'contact' || contactId === null) {
      records.add(record);
      continue;
    }
    // They hide with their contact, and come back with it.
    if (type !== 'contact.updated' && type !== 'contact.created') records.add('task');
    const row = changed.get(contactId) ?? rows.get(contactId);
    if (type === 'contact.deleted' || type === 'contact.erased') {
      if (row) deleted.add(contactId);
      arrived.delete(contactId);
    } else if (type === 'contact.updated') {
      const next = row && withEvent(row, event);
      if (next) changed.set(contactId, next);
      const known = client.getQueryData<Versioned>(contactKeys.one(locationId, contactId));
      // One's own change came with its reply.
      if (known && known.contact.dateUpdated < event.at) one.add(contactId);
    } else {
      deleted.delete(contactId);
      if (!row && arrived.size < mostArrived) arrived.add(contactId);
    }
  }
  if (changed.size > 0) {
    changeRows(client, locationId, changed, (row) => changed.get(row.id) ?? row);
  }
  void client.invalidateQueries({ predicate: isOf(locationId, { one, around }) });
  for (const record of records) {
    const list = listsOf[record];
    if (list !== undefined) void client.invalidateQueries({ queryKey: [list, locationId] });
  }
  changeMarks({ deleted, arrived, changed: new Set([...held.changed, ...changed.keys()]) });
  if (changed.size > 0) window.setTimeout(() => unmark(changed), shownMs);
}

function unmark(shown: ReadonlyMap<string, ContactRow>): void {
  const { changed } = liveMarks.get();
  changeMarks({ changed: new Set([...changed].filter((id) => !shown.has(id))) });
}

/** What is read again after an event about a record that is no contact. */
const listsOf: Readonly<Record<string, string>> = {
  task: 'tasks',
  tag: 'tags',
  smartList: 'smart-lists',
  customField: 'custom-fields',
  customFieldFolder: 'custom-fields',
  user: 'users',
  integration: 'integrations',
  location: 'location',
};

/** From the values of the event, without asking again; undefined where nothing is otherwise than it was. */
function withEvent(row: ContactRow, { at, before, after }: LiveEvent): ContactRow | undefined {
  if (row.dateUpdated > at || !after) return undefined;
  const { customFields, tags, tagsAdded, address1, ...fields } = after as Changes;
  const known = Object.entries(fields).filter(([name]) => Object.hasOwn(row, name));
  const gone = new Set([...((before as Changes | null)?.tagsRemoved ?? []), ...(tagsAdded ?? [])]);
  const values = new Map(row.customFields.map((each) => [each.id, each]));
  for (const each of customFields ?? []) values.set(each.id, each);
  const next: ContactRow = {
    ...row,
    ...Object.fromEntries(known),
    ...(address1 !== undefined && { address: address1 }),
    tags: tags ?? [...row.tags.filter((tag) => !gone.has(tag)), ...(tagsAdded ?? [])],
    customFields: [...values.values()].filter(({ value }) => value !== null),
    dateUpdated: row.dateUpdated,
  };
  return isSameValue(next, row) ? undefined : { ...next, dateUpdated: at };
}

/** As the events of contacts tell them. */
type Changes = {
  customFields?: ContactRow['customFields'];
  tags?: string[];
  tagsAdded?: string[];
  tagsRemoved?: string[];
  address1?: string | null;
};
