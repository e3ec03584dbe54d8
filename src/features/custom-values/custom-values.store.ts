import { sql } from 'kysely';
import { byteLength, orElse, stillWanted } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';
import type { CustomValueRow } from '../../storage/tables/custom-values.ts';

type Named = { locationNo: number; id: string };

const byId = statement<Named, CustomValueRow>((db, p) =>
  db
    .selectFrom('custom_values')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id),
);

export async function selectCustomValue(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<CustomValueRow | undefined> {
  return (await executor.run(byId, { locationNo, id }))[0];
}

/** Oldest first: as many as a location may have. */
export async function selectCustomValues(
  reader: Executor,
  locationNo: number,
): Promise<CustomValueRow[]> {
  return reader.db
    .selectFrom('custom_values')
    .selectAll()
    .where('location_no', '=', locationNo)
    .where(stillWanted())
    .orderBy('no')
    .execute();
}

/** How many there are, and the bytes of their values together. */
export async function selectCustomValueSizes(
  tx: Executor,
  locationNo: number,
): Promise<{ count: number; bytes: number }> {
  const row = await tx.db
    .selectFrom('custom_values')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      orElse(sql<number>`sum(${byteLength('value')})`, 0).as('bytes'),
    ])
    .where('location_no', '=', locationNo)
    .executeTakeFirst();
  return row ?? { count: 0, bytes: 0 };
}

/** The slugs that are this one or continue it with `_`. */
export async function selectSlugsLike(
  tx: Executor,
  locationNo: number,
  slug: string,
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('custom_values')
    .select('slug')
    .where('location_no', '=', locationNo)
    .where('slug', '>=', slug)
    // The character after `_`.
    .where('slug', '<', `${slug}\``)
    .execute();
  return rows.map((row) => row.slug);
}

export async function insertCustomValue(
  tx: Executor,
  row: Omit<CustomValueRow, 'no'>,
): Promise<CustomValueRow> {
  return tx.db.insertInto('custom_values').values(row).returningAll().executeTakeFirstOrThrow();
}

export async function updateCustomValueRow(
  tx: Executor,
  { location_no, id }: CustomValueRow,
  change: Pick<CustomValueRow, 'name' | 'value' | 'updated_at'>,
): Promise<CustomValueRow> {
  return tx.db
    .updateTable('custom_values')
    .set(change)
    .where('location_no', '=', location_no)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteCustomValueRow(
  tx: Executor,
  { location_no, id }: CustomValueRow,
): Promise<void> {
  await tx.db
    .deleteFrom('custom_values')
    .where('location_no', '=', location_no)
    .where('id', '=', id)
    .execute();
}
