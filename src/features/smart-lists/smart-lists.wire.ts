import { toIsoTime } from '../../lib/iso-time.ts';
import { eventCursor } from '../events/events.ts';
import type { MembershipChanges } from './membership-changes.ts';
import type { SmartList } from './smart-list.ts';

export function toSmartListWire(list: SmartList, locationId: string): object {
  const { id, name, filters, query, fuzzy, sort, columns, shared, owner } = list;
  const dateAdded = toIsoTime(list.createdAt);
  const dateUpdated = toIsoTime(list.updatedAt);
  const view = { filters, query, fuzzy, sort, columns };
  return { id, locationId, name, ...view, shared, owner, dateAdded, dateUpdated };
}

export function toChangesWire({ changes, upTo, more }: MembershipChanges): object {
  return {
    changes: changes.map(({ change, contactId, position, at }) => ({
      change,
      contactId,
      cursor: eventCursor(position),
      at: toIsoTime(at),
    })),
    meta: { nextCursor: eventCursor(upTo), more },
  };
}
