import { type SqlBool, sql } from 'kysely';
import { orElse, stillWanted, valueAt } from '../../../storage/dialect.ts';
import type { Executor } from '../../../storage/engine.ts';
import { statement } from '../../../storage/statement.ts';
import { hasText } from '../search/text-match.store.ts';
import type { TextFilter } from '../search/text-match.store.ts';

/** As the index `contacts_business` has it; the two must agree. */
const nameKey = orElse(valueAt('body', 'fullNameLowerCase'), '');

const selectIds = statement<
  { locationNo: number; businessId: string; limit: number },
  {
    id: string;
  }
>((db, p) =>
  db
    .selectFrom('contacts')
    .select('id')
    .where('location_no', '=', p.locationNo)
    .where('business_id', '=', p.businessId)
    .where('deleted_at', 'is', null)
    .limit(p.limit),
);

/** Some live contacts of a business. */
export async function selectIdsOfBusiness(
  executor: Executor,
  of: { locationNo: number; businessId: string; limit: number },
): Promise<string[]> {
  return (await executor.run(selectIds, of)).map(({ id }) => id);
}

/** After the contact with this name (lower case) and id. */
export type NameCursor = { name: string; id: string };
export type BusinessPage = {
  locationNo: number;
  businessId: string;
  text: TextFilter | null;
  after: NameCursor | null;
  skip: number;
  limit: number;
};

/** The contacts of a business by name, and the exact total; scans them, so it runs on a reader. */
export async function selectNosOfBusiness(
  reader: Executor,
  { locationNo, businessId, text, after, skip, limit }: BusinessPage,
): Promise<{ nos: number[]; total: number }> {
  let matching = reader.db
    .selectFrom('contacts')
    .where('location_no', '=', locationNo)
    .where('business_id', '=', businessId)
    .where('deleted_at', 'is', null)
    .where(stillWanted());
  if (text) matching = matching.where(hasText(text, locationNo));
  const [counted] = await matching.select(({ fn }) => fn.countAll<number>().as('total')).execute();
  const page = after
    ? matching.where(sql<SqlBool>`(${nameKey}, id) > (${after.name}, ${after.id})`)
    : matching;
  const rows = await page
    .select('no')
    .orderBy(nameKey)
    .orderBy('id')
    .limit(limit)
    .offset(skip)
    .execute();
  return { nos: rows.map(({ no }) => no), total: counted?.total ?? 0 };
}
