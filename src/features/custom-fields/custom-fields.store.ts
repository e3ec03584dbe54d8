import { randomInt } from 'node:crypto';
import { type Updateable, sql } from 'kysely';
import { charLength, orElse } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';
import type {
  CustomFieldRow,
  CustomFieldTables,
  NewCustomFieldRow,
} from '../../storage/tables/custom-fields.ts';

const fieldsOf = statement<{ locationNo: number }, CustomFieldRow>((db, p) =>
  db
    .selectFrom('custom_fields')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .orderBy('position')
    .orderBy('no'),
);

/** Every field of a location, which are bounded in number, by position. */
export async function selectFields(
  executor: Executor,
  locationNo: number,
): Promise<CustomFieldRow[]> {
  return executor.run(fieldsOf, { locationNo });
}

const fieldById = statement<{ locationNo: number; id: string }, CustomFieldRow>((db, p) =>
  db
    .selectFrom('custom_fields')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id),
);

export async function selectField(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<CustomFieldRow | undefined> {
  return (await executor.run(fieldById, { locationNo, id }))[0];
}

/** Characters of what depends on the type, of all fields of a location. */
export async function selectDetailsSize(executor: Executor, locationNo: number): Promise<number> {
  const { size } = await executor.db
    .selectFrom('custom_fields')
    .select(orElse(sql<number>`sum(${charLength('details')})`, 0).as('size'))
    .where('location_no', '=', locationNo)
    .executeTakeFirstOrThrow();
  return size;
}

export async function insertField(tx: Executor, row: NewCustomFieldRow): Promise<CustomFieldRow> {
  return tx.db.insertInto('custom_fields').values(row).returningAll().executeTakeFirstOrThrow();
}

export async function updateField(
  tx: Executor,
  of: { locationNo: number; no: number },
  row: Updateable<CustomFieldTables['custom_fields']>,
): Promise<CustomFieldRow> {
  return tx.db
    .updateTable('custom_fields')
    .set(row)
    .where('no', '=', of.no)
    .where('location_no', '=', of.locationNo)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteField(
  tx: Executor,
  of: { locationNo: number; no: number },
): Promise<void> {
  await tx.db
    .deleteFrom('custom_fields')
    .where('no', '=', of.no)
    .where('location_no', '=', of.locationNo)
    .execute();
}

const version = statement<{ locationNo: number }, { fields_version: number }>((db, p) =>
  db.selectFrom('locations').select('fields_version').where('no', '=', p.locationNo),
);

/** Another number whenever a custom field of the location changes. */
export async function selectFieldsVersion(executor: Executor, locationNo: number): Promise<number> {
  return (await executor.run(version, { locationNo }))[0]?.fields_version ?? 0;
}

/** At random: what was seen of a change that was rolled back must not fit the next one. */
export async function changeFieldsVersion(tx: Executor, locationNo: number): Promise<void> {
  await tx.db
    .updateTable('locations')
    .set({ fields_version: randomInt(2 ** 47) })
    .where('no', '=', locationNo)
    .execute();
}
