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
