import { sql } from 'kysely';
import { holdsText } from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';

export type Removal = {
  locationNo: number;
  fieldId: string;
  afterContactId: string;
  actor: string;
};

/** One that is not finished: the one named, or any. */
export async function selectRemoval(
  executor: Executor,
  of?: { locationNo: number; fieldId: string },
): Promise<Removal | undefined> {
  const all = executor.db.selectFrom('custom_field_removals').selectAll().limit(1);
  const row = await (of
    ? all.where('location_no', '=', of.locationNo).where('field_id', '=', of.fieldId)
    : all
  ).executeTakeFirst();
  return (
    row && {
      locationNo: row.location_no,
      fieldId: row.field_id,
      afterContactId: row.after_contact_id,
      actor: row.actor,
    }
  );
}

export async function moveRemoval(tx: Executor, removal: Removal): Promise<void> {
  await tx.db
    .updateTable('custom_field_removals')
    .set({ after_contact_id: removal.afterContactId })
    .where('location_no', '=', removal.locationNo)
    .where('field_id', '=', removal.fieldId)
    .execute();
}

export async function deleteRemoval(tx: Executor, removal: Removal): Promise<void> {
  await tx.db
    .deleteFrom('custom_field_removals')
    .where('location_no', '=', removal.locationNo)
    .where('field_id', '=', removal.fieldId)
    .execute();
}

/** The next contacts by id, and which of them have a value of the field. */
export async function selectContactSlice(
  tx: Executor,
  { locationNo, fieldId, afterContactId }: Removal,
  limit: number,
): Promise<{ id: string; hasValue: boolean }[]> {
  const rows = await tx.db
    .selectFrom('contacts')
    .select(['id', sql<number>`deleted_at is null and ${holdsText('body', fieldId)}`.as('has')])
    .where('location_no', '=', locationNo)
    .where('id', '>', afterContactId)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, has }) => ({ id, hasValue: has === 1 }));
}
