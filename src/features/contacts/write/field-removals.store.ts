import { sql } from 'kysely';
import { holdsText } from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';

/** The next contacts by id, and which of them have a value of the field. */
export async function selectContactSlice(
  tx: Executor,
  of: { locationNo: number; fieldId: string; afterContactId: string },
  limit: number,
): Promise<{ id: string; hasValue: boolean }[]> {
  const rows = await tx.db
    .selectFrom('contacts')
    .select(['id', sql<number>`deleted_at is null and ${holdsText('body', of.fieldId)}`.as('has')])
    .where('location_no', '=', of.locationNo)
    .where('id', '>', of.afterContactId)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, has }) => ({ id, hasValue: has === 1 }));
}
