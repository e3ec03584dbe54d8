import type { WireVersion } from '../../../../contract/operation.ts';
import { type ActorReader, actorShownTo } from '../../../lib/actor.ts';
import { toContactJson } from '../contacts.wire.ts';
import { type DeletedList, deletedCursor } from './restore-contact.ts';

/** Each as GET returned it, with when it was deleted and until when it can be restored. */
export function toDeletedListJson(
  { rows, total, more }: DeletedList,
  restoreMs: number,
  version: WireVersion,
  reader: ActorReader,
): string {
  const contacts = rows.map((row) => {
    const deletedAt = new Date(row.deleted_at).toISOString();
    const restorableUntil = new Date(row.deleted_at + restoreMs).toISOString();
    const dates = JSON.stringify({ deletedAt, restorableUntil }).slice(1, -1);
    const by = row.deletedBy === null ? '' : `,"deletedBy":${actorShownTo(reader, row.deletedBy)}`;
    return `${toContactJson(row.body, row.tags, version).slice(0, -1)},${dates}${by}}`;
  });
  const last = rows.at(-1);
  const meta = { total, nextCursor: last ? deletedCursor(last) : null, more };
  return `{"contacts":[${contacts.join(',')}],"meta":${JSON.stringify(meta)}}`;
}
