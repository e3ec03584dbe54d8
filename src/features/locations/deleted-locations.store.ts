import { type RawBuilder, sql } from 'kysely';
import type { Executor } from '../../storage/engine.ts';
import { deleteSlice, tablesWith } from '../../storage/tables-with.ts';

/** The bytes of files are removed after their rows, by these. */
const kept: ReadonlySet<string> = new Set(['file_removals']);

/** What belongs to a row of a table without naming its location: its own key, and the keys of both. */
const dependents = [
  { table: 'event_values', row: ['position'], key: 'position', of: 'events', by: 'position' },
  {
    table: 'private_integration_tokens',
    row: ['hash'],
    key: 'integration_no',
    of: 'private_integrations',
    by: 'no',
  },
] as const;

export async function markLocationDeleted(tx: Executor, no: number, at: number): Promise<void> {
  await tx.db.updateTable('locations').set({ deleted_at: at }).where('no', '=', no).execute();
}

/** Removes at most so many rows of what the location held; returns how many. */
export async function deleteRowsOf(tx: Executor, no: number, limit: number): Promise<number> {
  let removed = 0;
  const remove = async (
    name: string,
    key: readonly string[],
    condition: RawBuilder<unknown>,
  ): Promise<void> => {
    if (removed >= limit) return;
    removed += await deleteSlice(tx, { name, key: [...key] }, condition, limit - removed);
  };
  for (const { table, row, key, of, by } of dependents) {
    const its = sql`${sql.ref(key)} in (
      select ${sql.ref(by)} from ${sql.table(of)} where location_no = ${no})`;
    await remove(table, row, its);
  }
  for (const { name, key } of await tablesWith(tx, 'location_no')) {
    if (!kept.has(name)) await remove(name, key, sql`location_no = ${no}`);
  }
  return removed;
}

export async function deleteLocationRow(tx: Executor, no: number): Promise<void> {
  await tx.db.deleteFrom('locations').where('no', '=', no).execute();
}
