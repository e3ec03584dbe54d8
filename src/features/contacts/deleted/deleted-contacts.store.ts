import { type SqlBool, sql } from 'kysely';
import { itemsOf, notIndexed, stillWanted } from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import { statement } from '../../../storage/statement.ts';
import { isNotBeingErased, tagsOfContact } from '../contacts.store.ts';
import type { ByNos } from '../list/contact-pages.store.ts';

export type DeletedRow = {
  no: number;
  id: string;
  version: number;
  body: string;
  tags: string;
  deleted_at: number;
  /** Who deleted it, as the event has it. */
  deletedBy: string | null;
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
): Promise<{ nos: number[]; total: number }> {
  const all = reader.db
    .selectFrom('contacts')
    .where('location_no', '=', locationNo)
    .where(sql<SqlBool>`deleted_at is not null`)
    .where('deleted_at', '>', since)
    .where(isNotBeingErased)
    .where(stillWanted());
  const { total } = await all
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = after
    ? all.where(sql<SqlBool>`(deleted_at, id) < (${after.deletedAt}, ${after.id})`)
    : all;
  const rows = await page
    .select('no')
    .orderBy('deleted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return { nos: rows.map(({ no }) => no), total };
}

/** Contacts of a page. */
export const deletedByNos: ByNos<DeletedRow> = statement((db, p) =>
  db
    .selectFrom('contacts')
    .select(['no', 'id', 'version', 'body', tagsOfContact.as('tags')])
    .select(sql<number>`deleted_at`.as('deleted_at'))
    .select((eb) =>
      eb
        .selectFrom('events')
        .select('events.actor')
        .whereRef('events.location_no', '=', 'contacts.location_no')
        .whereRef('events.contact_id', '=', 'contacts.id')
        .where('events.type', '=', sql<string>`'contact.deleted'`)
        .orderBy('events.position', 'desc')
        .limit(1)
        .as('deletedBy'),
    )
    .where('no', 'in', itemsOf<number>(p.nos))
    .where(notIndexed('location_no'), '=', p.locationNo),
);
