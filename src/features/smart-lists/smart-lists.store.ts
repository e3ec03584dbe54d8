import { type SqlBool, sql } from 'kysely';
import { byteLength, orElse, stillWanted } from '../../storage/dialect.ts';
import type { Executor, Transaction } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';
import type { SmartListRow } from '../../storage/tables/smart-lists.ts';

type Named = { locationNo: number; id: string };

const byId = statement<Named, SmartListRow>((db, p) =>
  db
    .selectFrom('smart_lists')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id),
);

export async function selectSmartList(
  executor: Executor,
  of: Named,
): Promise<SmartListRow | undefined> {
  return (await executor.run(byId, of))[0];
}

export type Viewer = { kind: string; id: string };

/** Those that are shared, and the viewer's own, in order of name. */
export async function selectSmartLists(
  reader: Executor,
  locationNo: number,
  { kind, id }: Viewer,
): Promise<SmartListRow[]> {
  return reader.db
    .selectFrom('smart_lists')
    .selectAll()
    .where('location_no', '=', locationNo)
    .where(sql<SqlBool>`(shared = 1 or (owner_kind = ${kind} and owner_id = ${id}))`)
    .where(stillWanted())
    .orderBy('name_key')
    .orderBy('no')
    .execute();
}

const bytes = sql<number>`sum(${byteLength('filters')} + ${orElse(byteLength('query'), 0)}
  + ${byteLength('sort')} + ${byteLength('columns')})`;

/** How many a location has, and the bytes of what they hold together. */
export async function selectSmartListSizes(
  tx: Executor,
  locationNo: number,
): Promise<{ count: number; bytes: number }> {
  return tx.db
    .selectFrom('smart_lists')
    .select(({ fn }) => [fn.countAll<number>().as('count'), orElse(bytes, 0).as('bytes')])
    .where('location_no', '=', locationNo)
    .executeTakeFirstOrThrow();
}

export async function insertSmartList(
  tx: Transaction,
  row: Omit<SmartListRow, 'no'>,
): Promise<SmartListRow> {
  return tx.db.insertInto('smart_lists').values(row).returningAll().executeTakeFirstOrThrow();
}

export async function updateSmartListRow(
  tx: Transaction,
  { no, location_no, ...row }: SmartListRow,
): Promise<void> {
  await tx.db
    .updateTable('smart_lists')
    .set(row)
    .where('no', '=', no)
    .where('location_no', '=', location_no)
    .execute();
}

export async function deleteSmartListRow(
  tx: Transaction,
  { no, location_no }: SmartListRow,
): Promise<void> {
  await tx.db
    .deleteFrom('smart_lists')
    .where('no', '=', no)
    .where('location_no', '=', location_no)
    .execute();
}
