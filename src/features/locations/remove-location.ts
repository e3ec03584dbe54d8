import { sql } from 'kysely';
import { errors } from '../../errors/catalogue.ts';
import {
  type CommandContext,
  type CommandTools,
  type Engine,
  type Transaction,
  defineCommand,
} from '../../storage/engine.ts';
import { deleteSlice, tablesWith } from '../../storage/tables-with.ts';
import { recordEvent } from '../events/events.ts';
import { removeLocationFiles } from '../files/file-commands.ts';
import { toLocation } from './location.ts';
import { selectLocation, selectLocations } from './locations.store.ts';

export const deleteLocationCommand = defineCommand({
  name: 'locations.delete',
  whenFull: 'goes on',
  run: async (tx: Transaction, { id }: { id: string }, tools: CommandTools): Promise<null> => {
    const row = await selectLocation(tx, id);
    if (!row) throw errors.locationNotFound(id);
    if ((await selectLocations(tx, 2)).length < 2) {
      const message = 'the last location cannot be deleted: create another one first';
      throw errors.validationFailed([{ field: 'locationId', message }]);
    }
    await tx.db
      .updateTable('locations')
      .set({ deleted_at: tools.now })
      .where('no', '=', row.no)
      .execute();
    // Of the installation: the location's own events go with it.
    const { name, country } = toLocation(row);
    const before = JSON.stringify({ name, country });
    const event = {
      locationNo: null,
      type: 'location.deleted' as const,
      recordId: id,
      before,
      after: null,
    };
    await recordEvent(tx, event, tools);
    return null;
  },
});

const sliceOfRows = 500;
/** The bytes of files are removed after their rows, by these. */
const kept: ReadonlySet<string> = new Set(['file_removals']);

/** What belongs to a row of a table without naming its location, by the keys of both. */
const dependents = [
  { table: 'event_values', key: 'position', of: 'events', by: 'position' },
  { table: 'idempotency_keys', key: 'integration_no', of: 'private_integrations', by: 'no' },
  {
    table: 'private_integration_tokens',
    key: 'integration_no',
    of: 'private_integrations',
    by: 'no',
  },
] as const;

/** Removes the next rows of a deleted location, its own last. Says whether something is left to do. */
export const removeLocationSliceCommand = defineCommand({
  name: 'locations.remove-slice',
  whenFull: 'goes on',
  run: async (tx: Transaction, _input: null): Promise<boolean> => {
    const deleted = await tx.db
      .selectFrom('locations')
      .select('no')
      .where('deleted_at', 'is not', null)
      .limit(1)
      .executeTakeFirst();
    if (!deleted) return false;
    tx.leaveNoTrace();
    if (await removeLocationFiles(tx, deleted.no)) return true;
    let removed = 0;
    const remove = async (name: string, key: string[], condition: ReturnType<typeof sql>) => {
      if (removed >= sliceOfRows) return;
      removed += await deleteSlice(tx, { name, key }, condition, sliceOfRows - removed);
    };
    const keyOf = { event_values: ['position'], idempotency_keys: ['integration_no', 'key'] };
    for (const { table, key, of, by } of dependents) {
      const its = sql`${sql.ref(key)} in (
        select ${sql.ref(by)} from ${sql.table(of)} where location_no = ${deleted.no})`;
      await remove(table, table in keyOf ? keyOf[table as keyof typeof keyOf] : ['hash'], its);
    }
    for (const { name, key } of await tablesWith(tx, 'location_no')) {
      if (!kept.has(name)) await remove(name, key, sql`location_no = ${deleted.no}`);
    }
    if (removed >= sliceOfRows) return true;
    await tx.db.deleteFrom('locations').where('no', '=', deleted.no).execute();
    return true;
  },
});

/**
 * The location is gone at once, for management and for its own tokens; housekeeping removes what it
 * held. Throws `location_not_found`, or `validation_failed` for the last one.
 */
export async function deleteLocation(
  engine: Engine,
  id: string,
  context: CommandContext,
): Promise<void> {
  await engine.run(deleteLocationCommand, { id }, context);
}
