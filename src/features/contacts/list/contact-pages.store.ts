import { sql } from 'kysely';
import { type Filled, fillPage, startOfPage } from '../../../lib/page-bytes.ts';
import { byteLength, itemRows, notIndexed, stillWanted } from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import { statement } from '../../../storage/statement.ts';
import { tagsOfContact } from '../contacts.store.ts';

/** What a list writes of a contact beside its body and tags. */
const besideBody = 1000;

/** About what a contact takes in a list; the statement below must agree. */
export function bytesOfContact({ body, tags }: { body: string; tags: string }): number {
  return Buffer.byteLength(body) + Buffer.byteLength(tags) + besideBody;
}

const sizesOf = statement<{ locationNo: number; nos: string }, { bytes: number }>((db, p) =>
  db
    .selectFrom(itemRows<number>(p.nos))
    .innerJoin('contacts', 'contacts.no', 'item.value')
    .select(
      sql<number>`${byteLength('body')} + ${byteLength(tagsOfContact)} + ${besideBody}`.as('bytes'),
    )
    .where(notIndexed('contacts.location_no'), '=', p.locationNo)
    .where(stillWanted())
    .orderBy('item.key'),
);

export type Pages = { pagesBefore: number; skip?: number; limit: number };

/** How many contacts in order a page needs to know of. */
export function reachOf({ pagesBefore, skip = 0, limit }: Pages): number {
  return skip + (pagesBefore + 1) * limit + 1;
}

/** A page of contacts in order, read one by one until it is full. */
export async function readContacts<R extends { body: string; tags: string }>(
  reader: Executor,
  locationNo: number,
  nos: readonly number[],
  { pagesBefore, skip = 0, limit }: Pages,
  read: (no: number) => Promise<R | undefined>,
): Promise<Filled<R>> {
  const page = fillPage<R>(limit, bytesOfContact);
  const before = JSON.stringify(nos.slice(0, pagesBefore * limit));
  const sizes = pagesBefore > 0 ? await reader.run(sizesOf, { locationNo, nos: before }) : [];
  const bytes = sizes.map((each) => each.bytes);
  for (const no of nos.slice(skip + startOfPage(bytes, limit, pagesBefore))) {
    const row = await read(no);
    if (row && !page.take(row)) break;
  }
  return page.filled();
}
