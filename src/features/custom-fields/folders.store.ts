import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';
import type { CustomFieldFolderRow } from '../../storage/tables/custom-fields.ts';

const folderById = statement<{ locationNo: number; id: string }, CustomFieldFolderRow>((db, p) =>
  db
    .selectFrom('custom_field_folders')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id),
);

export async function selectFolder(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<CustomFieldFolderRow | undefined> {
  return (await executor.run(folderById, { locationNo, id }))[0];
}

/** Of a location, in the order in which they were made. */
export async function selectFolders(
  executor: Executor,
  locationNo: number,
): Promise<CustomFieldFolderRow[]> {
  return executor.db
    .selectFrom('custom_field_folders')
    .selectAll()
    .where('location_no', '=', locationNo)
    .orderBy('position')
    .orderBy('no')
    .execute();
}

export async function insertFolder(
  tx: Executor,
  row: Omit<CustomFieldFolderRow, 'no'>,
): Promise<CustomFieldFolderRow> {
  return tx.db
    .insertInto('custom_field_folders')
    .values(row)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function renameFolder(
  tx: Executor,
  { location_no, no }: CustomFieldFolderRow,
  change: { name: string; updated_at: number },
): Promise<CustomFieldFolderRow> {
  return tx.db
    .updateTable('custom_field_folders')
    .set(change)
    .where('no', '=', no)
    .where('location_no', '=', location_no)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Its fields stay, outside of it; their ids. */
export async function deleteFolder(
  tx: Executor,
  { location_no, no, id }: CustomFieldFolderRow,
): Promise<string[]> {
  await tx.db
    .deleteFrom('custom_field_folders')
    .where('no', '=', no)
    .where('location_no', '=', location_no)
    .execute();
  const rows = await tx.db
    .updateTable('custom_fields')
    .set({ parent_id: null })
    .where('location_no', '=', location_no)
    .where('parent_id', '=', id)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}
