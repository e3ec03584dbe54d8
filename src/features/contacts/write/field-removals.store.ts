import { sql } from 'kysely';
import { countWithin } from '../../../lib/page-bytes.ts';
import { byteLength, holdsText } from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';

type Place = { locationNo: number; fieldId: string; afterContactId: string };
export type ContactSlice = { contacts: { id: string; hasValue: boolean }[]; more: boolean };

/** Of contacts that are looked through together. */
const bytesTogether = 4 * 1024 * 1024;

/** The next contacts by id, as far as they may be looked through, and which have a value of the field. */
export async function selectContactSlice(
  tx: Executor,
  { locationNo, fieldId, afterContactId }: Place,
  limit: number,
): Promise<ContactSlice> {
  const next = tx.db
    .selectFrom('contacts')
    .where('location_no', '=', locationNo)
    .where('id', '>', afterContactId)
    .orderBy('id');
  const sizes = await next
    .select(byteLength('body').as('bytes'))
    .limit(limit + 1)
    .execute();
  const fitting = countWithin(
    sizes.slice(0, limit).map(({ bytes }) => bytes),
    bytesTogether,
  );
  const rows = await next
    .select(['id', sql<number>`deleted_at is null and ${holdsText('body', fieldId)}`.as('has')])
    .limit(fitting)
    .execute();
  return {
    contacts: rows.map(({ id, has }) => ({ id, hasValue: has === 1 })),
    more: sizes.length > fitting,
  };
}
