import { sql } from 'kysely';
import { holdsText, isText } from '../../../storage/dialect.ts';
import type { Executor, Transaction } from '../../../storage/engine.ts';
import type { Database } from '../../../storage/schema.ts';
import { deleteSlice, tablesWith } from '../../../storage/tables-with.ts';

export type Erasure = Database['contact_erasures'];
type OfContact = { locationNo: number; contactNo: number };

const bookkeeping = 'contact_erasures';

export async function insertErasure(tx: Executor, of: OfContact & { id: string }): Promise<void> {
  await tx.db
    .insertInto(bookkeeping)
    .values({
      location_no: of.locationNo,
      contact_no: of.contactNo,
      contact_id: of.id,
      after_integration: 0,
      after_key: '',
    })
    .execute();
}

/** The one of a contact; without one named, any that is not finished. */
export async function selectErasure(
  tx: Executor,
  of: OfContact | null,
): Promise<Erasure | undefined> {
  const all = tx.db.selectFrom(bookkeeping).selectAll().limit(1);
  return (
    of ? all.where('location_no', '=', of.locationNo).where('contact_no', '=', of.contactNo) : all
  ).executeTakeFirst();
}

/** Removes at most so many rows of any table that hang on the contact; returns how many. */
export async function deleteContactRows(
  tx: Executor,
  { location_no, contact_no }: Erasure,
  limit: number,
): Promise<number> {
  let removed = 0;
  for (const table of await tablesWith(tx, 'contact_no')) {
    if (table.name === bookkeeping) continue;
    const its = sql`contact_no = ${contact_no} and location_no = ${location_no}`;
    removed += await deleteSlice(tx, table, its, limit - removed);
    if (removed >= limit) break;
  }
  return removed;
}

/** Removes at most so many of the contact's events with their values, but the last one; returns how many. */
export async function deleteContactEvents(
  tx: Transaction,
  { location_no, contact_id }: Erasure,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ position: number; type: string }>`
    select position, type from events
    where location_no = ${location_no} and contact_id = ${contact_id}
      and type <> 'contact.erased' limit ${limit}`.execute(tx.db);
  if (rows.length === 0) return 0;
  const positions = rows.map(({ position }) => position);
  // The values first: by their events they are known to be the location's.
  await tx.db.deleteFrom('event_values').where('position', 'in', positions).execute();
  await tx.db.deleteFrom('events').where('position', 'in', positions).execute();
  for (const { type } of rows) tx.count(`event_counts.${type}`, location_no, -1);
  return rows.length;
}

/**
 * Looks through at most so many kept outcomes, and empties those of the location's integrations and
 * of management tokens that name the contact: the key stays used. Returns where it stopped, undefined
 * at the end.
 */
export async function clearOutcomes(
  tx: Executor,
  { location_no, contact_id, after_integration, after_key }: Erasure,
  limit: number,
  emptied: { outcome: string; fingerprint: Uint8Array },
): Promise<{ integration: number; key: string } | undefined> {
  const { rows } = await sql<{ integration_no: number; key: string; holds: number }>`
    select k.integration_no, k.key,
      (i.location_no is null or i.location_no = ${location_no})
        and ${isText('k.outcome')} and ${holdsText('k.outcome', contact_id)} as holds
    from (
      select * from idempotency_keys
      where (integration_no, key) > (${after_integration}, ${after_key})
      order by integration_no, key limit ${limit}) k
    join private_integrations i on i.no = k.integration_no`.execute(tx.db);
  for (const { integration_no, key, holds } of rows) {
    if (holds === 0) continue;
    await tx.db
      .updateTable('idempotency_keys')
      .set(emptied)
      .where('integration_no', '=', integration_no)
      .where('key', '=', key)
      .execute();
  }
  const last = rows.at(-1);
  return last && rows.length === limit
    ? { integration: last.integration_no, key: last.key }
    : undefined;
}

export async function moveErasure(
  tx: Executor,
  { location_no, contact_no }: Erasure,
  to: { integration: number; key: string },
): Promise<void> {
  await tx.db
    .updateTable(bookkeeping)
    .set({ after_integration: to.integration, after_key: to.key })
    .where('location_no', '=', location_no)
    .where('contact_no', '=', contact_no)
    .execute();
}

/** The last of it: the contact's own row. */
export async function deleteErasedContact(
  tx: Executor,
  { location_no, contact_no }: Erasure,
): Promise<void> {
  await tx.db
    .deleteFrom(bookkeeping)
    .where('location_no', '=', location_no)
    .where('contact_no', '=', contact_no)
    .execute();
  await tx.db
    .deleteFrom('contacts')
    .where('no', '=', contact_no)
    .where('location_no', '=', location_no)
    .execute();
}
