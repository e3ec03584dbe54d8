import { type SqlBool, sql } from 'kysely';
import type { Executor } from '../../storage/engine.ts';
import { isNotBeingErased, tagsOfContact } from './contacts.store.ts';

export type DeletedRow = {
  id: string;
  version: number;
  body: string;
  tags: string;
  deleted_at: number;
};
export type DeletedPage = {
  /** Those deleted after this time. */
  since: number;
  after: { deletedAt: number; id: string } | null;
  limit: number;
};

/** Newest deletion first, with the exact number of them all; may scan, so it runs on a reader. */
export async function selectDeleted(
  reader: Executor,
  locationNo: number,
  { since, after, limit }: DeletedPage,
): Promise<{ rows: DeletedRow[]; total: number }> {
  const all = reader.db
    .selectFrom('contacts')
    .where('location_no', '=', locationNo)
    .where(sql<SqlBool>`deleted_at is not null`)
    .where('deleted_at', '>', since)
    .where(isNotBeingErased)
    .where(sql<SqlBool>`keep_going()`);
  const { total } = await all
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = after
    ? all.where(sql<SqlBool>`(deleted_at, id) < (${after.deletedAt}, ${after.id})`)
    : all;
  const rows = await page
    .select(['id', 'version', 'body', tagsOfContact.as('tags')])
    .select(sql<number>`deleted_at`.as('deleted_at'))
    .orderBy('deleted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return { rows, total };
}
