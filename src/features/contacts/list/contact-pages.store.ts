import { sql } from 'kysely';
import { type Filled, fillPage, pageBytes, startOfPage } from '../../../lib/page-bytes.ts';
import { byteLength, itemRows, notIndexed, stillWanted } from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import { type Statement, statement } from '../../../storage/statement.ts';
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

type PageRow = { no: number; body: string; tags: string };
/** Contacts by a JSON list of their numbers, in any order. */
export type ByNos<R> = Statement<{ locationNo: number; nos: string }, R>;

/** A page of contacts in order: read together, or one by one where they are large. */
export async function readContacts<R extends PageRow>(
  reader: Executor,
  locationNo: number,
  nos: readonly number[],
  { pagesBefore, skip = 0, limit }: Pages,
  byNos: ByNos<R>,
): Promise<Filled<R>> {
  const page = fillPage<R>(limit, bytesOfContact);
  const before = JSON.stringify(nos.slice(0, pagesBefore * limit));
  const sizes = pagesBefore > 0 ? await reader.run(sizesOf, { locationNo, nos: before }) : [];
  const bytes = sizes.map((each) => each.bytes);
  const from = skip + startOfPage(bytes, limit, pagesBefore);
  const wanted = nos.slice(from, from + limit + 1);
  const read = new Map<number, R>();
  let sum = 0;
  await reader.each(byNos, { locationNo, nos: JSON.stringify(wanted) }, (row) => {
    read.set(row.no, row);
    sum += bytesOfContact(row);
    return sum <= pageBytes;
  });
  for (const no of wanted) {
    const [row] = read.has(no)
      ? [read.get(no)]
      : await reader.run(byNos, { locationNo, nos: JSON.stringify([no]) });
    if (row && !page.take(row)) break;
  }
  return page.filled();
}
