import type { Insertable } from 'kysely';
import type { Executor } from '../../storage/engine.ts';
import type { Database, LocationRow } from '../../storage/schema.ts';
import { statement } from '../../storage/statement.ts';

const policy = statement<
  { locationNo: number },
  Pick<LocationRow, 'allow_duplicate_contact' | 'unique_identifiers'>
>((db, p) =>
  db
    .selectFrom('locations')
    .select(['allow_duplicate_contact', 'unique_identifiers'])
    .where('no', '=', p.locationNo),
);

export async function selectPolicy(
  tx: Executor,
  locationNo: number,
): Promise<Pick<LocationRow, 'allow_duplicate_contact' | 'unique_identifiers'> | undefined> {
  return (await tx.run(policy, { locationNo }))[0];
}

const byId = statement<{ id: string }, LocationRow>((db, p) =>
  db.selectFrom('locations').selectAll().where('id', '=', p.id),
);

export async function selectLocation(
  reader: Executor,
  id: string,
): Promise<LocationRow | undefined> {
  return (await reader.run(byId, { id }))[0];
}

/** Oldest first; all of them, or the first few. */
export async function selectLocations(reader: Executor, limit?: number): Promise<LocationRow[]> {
  const all = reader.db.selectFrom('locations').selectAll().orderBy('no');
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
