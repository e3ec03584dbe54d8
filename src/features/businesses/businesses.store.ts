import { sql } from 'kysely';
import type { Filled } from '../../lib/page-bytes.ts';
import { byteLength, stillWanted } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import { readPage } from '../../storage/read-page.ts';
import { hasRoom, rowsOf } from '../../storage/room.ts';
import { statement } from '../../storage/statement.ts';

/** `no` is the surrogate key; `body` the JSON that a reply holds. */
export type FoundBusiness = { no: number; id: string; body: string };

const selectById = statement<{ locationNo: number; id: string }, FoundBusiness>((db, p) =>
  db
    .selectFrom('businesses')
    .select(['no', 'id', 'body'])
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id)
    .where('deleted_at', 'is', null),
);

/** A business of the location that is not deleted, or undefined. */
export async function findBusiness(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<FoundBusiness | undefined> {
  return (await executor.run(selectById, { locationNo, id }))[0];
}

type NewBusiness = { locationNo: number; id: string; body: string; at: number };

const insert = statement<NewBusiness, unknown>((db, p) =>
  db.insertInto('businesses').values({
    location_no: p.locationNo,
    id: p.id,
    body: p.body,
    created_at: p.at,
    updated_at: p.at,
    deleted_at: null,
  }),
);

const live = rowsOf(
  (p: { locationNo: number }) =>
    sql`businesses where location_no = ${p.locationNo} and deleted_at is null`,
);

export function hasRoomForBusiness(
  tx: Executor,
  locationNo: number,
  most: number,
): Promise<boolean> {
  return hasRoom(tx, live, { locationNo }, most);
}

export async function insertBusiness(tx: Executor, business: NewBusiness): Promise<void> {
  await tx.run(insert, business);
}

type OfBusiness = { locationNo: number; no: number };

const update = statement<OfBusiness & { body: string; at: number }, unknown>((db, p) =>
  db
    .updateTable('businesses')
    .set({ body: p.body, updated_at: p.at })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

export async function updateBusinessRow(
  tx: Executor,
  business: OfBusiness & { body: string; at: number },
): Promise<void> {
  await tx.run(update, business);
}

const markDeleted = statement<OfBusiness & { at: number }, unknown>((db, p) =>
  db
    .updateTable('businesses')
    .set({ deleted_at: p.at })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

/** Hides a business; its row stays until no contact names it. */
export async function markBusinessDeleted(
  tx: Executor,
  business: OfBusiness & { at: number },
): Promise<void> {
  await tx.run(markDeleted, business);
}

const remove = statement<OfBusiness, unknown>((db, p) =>
  db.deleteFrom('businesses').where('no', '=', p.no).where('location_no', '=', p.locationNo),
);

export async function deleteBusinessRow(tx: Executor, business: OfBusiness): Promise<void> {
  await tx.run(remove, business);
}

/** A page, oldest first, with the exact total; scans, so it runs on a reader. */
export async function selectBusinesses(
  reader: Executor,
  { locationNo, limit, skip }: { locationNo: number; limit: number; skip: number },
): Promise<Filled<{ body: string }> & { total: number }> {
  const listed = reader.db
    .selectFrom('businesses')
    .where('location_no', '=', locationNo)
    .where('deleted_at', 'is', null)
    .where(stillWanted());
  const inOrder = listed.orderBy('no').offset(skip);
  const page = await readPage(
    limit,
    async (most) => {
      const bytes = byteLength('body').as('bytes');
      return (await inOrder.limit(most).select(bytes).execute()).map((each) => each.bytes);
    },
    (most) => inOrder.limit(most).select('body').execute(),
  );
  const [counted] = await listed.select(({ fn }) => fn.countAll<number>().as('total')).execute();
  return { ...page, total: counted?.total ?? 0 };
}
