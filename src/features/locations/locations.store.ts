import { type Insertable, type SqlBool, sql } from 'kysely';
import type { Filled } from '../../lib/page-bytes.ts';
import { byteLength, smallLetters, stillWanted, valueAt } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import type { Database, LocationRow } from '../../storage/schema.ts';
import { readPage } from '../../storage/read-page.ts';
import { statement } from '../../storage/statement.ts';

type PolicyRow = Pick<
  LocationRow,
  'allow_duplicate_contact' | 'unique_identifiers' | 'fields_version'
>;

const policy = statement<{ locationNo: number }, PolicyRow>((db, p) =>
  db
    .selectFrom('locations')
    .select(['allow_duplicate_contact', 'unique_identifiers', 'fields_version'])
    .where('no', '=', p.locationNo),
);

export async function selectPolicy(
  tx: Executor,
  locationNo: number,
): Promise<PolicyRow | undefined> {
  return (await tx.run(policy, { locationNo }))[0];
}

const byId = statement<{ id: string }, LocationRow>((db, p) =>
  db.selectFrom('locations').selectAll().where('id', '=', p.id).where('deleted_at', 'is', null),
);

export async function selectLocation(
  reader: Executor,
  id: string,
): Promise<LocationRow | undefined> {
  return (await reader.run(byId, { id }))[0];
}

/** Oldest first; all of them, or the first few. */
export async function selectLocations(reader: Executor, limit?: number): Promise<LocationRow[]> {
  const all = reader.db
    .selectFrom('locations')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('no');
  return (limit === undefined ? all : all.limit(limit)).execute();
}

export async function insertLocation(
  tx: Executor,
  row: Insertable<Database['locations']>,
): Promise<LocationRow> {
  return tx.db.insertInto('locations').values(row).returningAll().executeTakeFirstOrThrow();
}

export async function updateLocationRow(
  tx: Executor,
  no: number,
  row: Partial<Omit<LocationRow, 'no' | 'id' | 'contact_count' | 'created_at'>>,
): Promise<LocationRow> {
  return tx.db
    .updateTable('locations')
    .set(row)
    .where('no', '=', no)
    .returningAll()
    .executeTakeFirstOrThrow();
}

const timeZone = statement<{ locationNo: number }, { timezone: string }>((db, p) =>
  db
    .selectFrom('locations')
    .select('timezone')
    .where('no', '=', p.locationNo)
    .where('deleted_at', 'is', null),
);

export async function selectTimeZone(
  executor: Executor,
  locationNo: number,
): Promise<string | undefined> {
  return (await executor.run(timeZone, { locationNo }))[0]?.timezone;
}

export type LocationSearch = { no: number | null; companyId?: string; emailKey?: string };
export type LocationPage = { descending: boolean; skip: number; limit: number };

/** About what a location takes in a reply, which has most of its profile twice. */
const bytesOfLocation = sql<number>`2 * ${byteLength('profile')}
  + ${byteLength('settings')} + 2000`;

/** A page by age and the exact total; may scan, so it runs on a reader. */
export async function searchLocationRows(
  reader: Executor,
  { no, companyId, emailKey }: LocationSearch,
  { descending, skip, limit }: LocationPage,
): Promise<Filled<LocationRow> & { total: number }> {
  const conditions = [sql<SqlBool>`deleted_at is null`, stillWanted()];
  if (no !== null) conditions.push(sql<SqlBool>`no = ${no}`);
  if (companyId !== undefined) {
    conditions.push(sql<SqlBool>`${valueAt('profile', 'companyId')} = ${companyId}`);
  }
  if (emailKey !== undefined) {
    conditions.push(sql<SqlBool>`${smallLetters(valueAt('profile', 'email'))} = ${emailKey}`);
  }
  const matching = reader.db.selectFrom('locations').where((eb) => eb.and(conditions));
  const { total } = await matching
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const inOrder = matching.orderBy('no', descending ? 'desc' : 'asc').offset(skip);
  const page = await readPage(
    limit,
    async (most) => {
      const sizes = await inOrder.limit(most).select(bytesOfLocation.as('bytes')).execute();
      return sizes.map(({ bytes }) => bytes);
    },
    (most) => inOrder.limit(most).selectAll().execute(),
  );
  return { ...page, total };
}
