import { sql } from 'kysely';
import { holdsText, isText } from '../../../storage/dialect.ts';
import type { Executor, Transaction } from '../../../storage/engine.ts';
import { deleteSlice, tablesWith } from '../../../storage/tables-with.ts';

type OfContact = { locationNo: number; contactNo: number };
/** A kept outcome, by its key. */
export type OutcomePlace = { actorKey: string; key: string };

const bookkeeping = 'contact_erasures';

export async function insertErasure(tx: Executor, of: OfContact & { id: string }): Promise<void> {
  await tx.db
    .insertInto(bookkeeping)
    .values({
      location_no: of.locationNo,
      contact_no: of.contactNo,
      contact_id: of.id,
    })
    .execute();
}

/** Removes at most so many rows of any table that hang on the contact; returns how many. */
export async function deleteContactRows(
  tx: Executor,
  { locationNo, contactNo }: OfContact,
  limit: number,
): Promise<number> {
  let removed = 0;
  for (const table of await tablesWith(tx, 'contact_no')) {
    if (table.name === bookkeeping) continue;
    const its = sql`contact_no = ${contactNo} and location_no = ${locationNo}`;
    removed += await deleteSlice(tx, table, its, limit - removed);
    if (removed >= limit) break;
  }
  return removed;
}

/** Removes at most so many of the contact's events with their values, but the last one; returns how many. */
export async function deleteContactEvents(
  tx: Transaction,
  { locationNo, contactId }: { locationNo: number; contactId: string },
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ position: number; type: string }>`
    select position, type from events
    where location_no = ${locationNo} and contact_id = ${contactId}
      and type <> 'contact.erased' limit ${limit}`.execute(tx.db);
  if (rows.length === 0) return 0;
  const positions = rows.map(({ position }) => position);
  // The values first: by their events they are known to be the location's.
  await tx.db.deleteFrom('event_values').where('position', 'in', positions).execute();
  await tx.db.deleteFrom('events').where('position', 'in', positions).execute();
  for (const { type } of rows) tx.count(`event_counts.${type}`, locationNo, -1);
  return rows.length;
}

/**
 * Looks through at most so many kept outcomes, and empties those of the location's integrations and
 * of management tokens that name the contact: the key stays used. Returns where it stopped, undefined
 * at the end.
 */
export async function clearOutcomes(
  tx: Executor,
  { locationNo, contactId, after }: { locationNo: number; contactId: string; after: OutcomePlace },
  limit: number,
  emptied: { outcome: string; fingerprint: Uint8Array },
): Promise<OutcomePlace | undefined> {
  const { rows } = await sql<{ actor_key: string; key: string; holds: number }>`
    select k.actor_key, k.key,
      (k.location_no is null or k.location_no = ${locationNo})
        and ${isText('k.outcome')} and ${holdsText('k.outcome', contactId)} as holds
    from (
      select * from idempotency_keys
      where (actor_key, key) > (${after.actorKey}, ${after.key})
      order by actor_key, key limit ${limit}) k`.execute(tx.db);
  for (const { actor_key, key, holds } of rows) {
    if (holds === 0) continue;
    await tx.db
      .updateTable('idempotency_keys')
      .set(emptied)
      .where('actor_key', '=', actor_key)
      .where('key', '=', key)
      .execute();
  }
  const last = rows.at(-1);
  return last && rows.length === limit ? { actorKey: last.actor_key, key: last.key } : undefined;
}

/** The last of it: the contact's own row. */
export async function deleteErasedContact(
  tx: Executor,
  { locationNo, contactNo }: OfContact,
): Promise<void> {
  await tx.db
    .deleteFrom(bookkeeping)
    .where('location_no', '=', locationNo)
    .where('contact_no', '=', contactNo)
    .execute();
  await tx.db
    .deleteFrom('contacts')
    .where('no', '=', contactNo)
    .where('location_no', '=', locationNo)
    .execute();
}
