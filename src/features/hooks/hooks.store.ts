import type { Selectable } from 'kysely';
import { stillWanted } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';
import type { BusinessTables } from '../../storage/tables/businesses.ts';

export type HookKind = 'campaign' | 'workflow';
export type HookRow = Selectable<BusinessTables['hooks']>;

type OfHook = { locationNo: number; kind: HookKind; id: string };

const selectById = statement<OfHook, HookRow>((db, p) =>
  db
    .selectFrom('hooks')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where('kind', '=', p.kind)
    .where('id', '=', p.id)
    .where('deleted_at', 'is', null),
);

/** A campaign or workflow of the location that is not deleted, or undefined. */
export async function findHook(executor: Executor, of: OfHook): Promise<HookRow | undefined> {
  return (await executor.run(selectById, of))[0];
}

const insert = statement<OfHook & { name: string; status: string; at: number }, HookRow>((db, p) =>
  db
    .insertInto('hooks')
    .values({
      location_no: p.locationNo,
      kind: p.kind,
      id: p.id,
      name: p.name,
      status: p.status,
      version: 1,
      created_at: p.at,
      updated_at: p.at,
      deleted_at: null,
    })
    .returningAll(),
);

export async function insertHook(
  tx: Executor,
  hook: OfHook & { name: string; status: string; at: number },
): Promise<HookRow> {
  const [row] = await tx.run(insert, hook);
  if (!row) throw new Error('an insert returned no row');
  return row;
}

type Changed = {
  locationNo: number;
  no: number;
  name: string;
  status: string;
  version: number;
  at: number;
};

const update = statement<Changed, unknown>((db, p) =>
  db
    .updateTable('hooks')
    .set({ name: p.name, status: p.status, version: p.version, updated_at: p.at })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

export async function updateHookRow(tx: Executor, hook: Changed): Promise<void> {
  await tx.run(update, hook);
}

type ByNo = { locationNo: number; no: number };

const markDeleted = statement<ByNo & { at: number }, unknown>((db, p) =>
  db
    .updateTable('hooks')
    .set({ deleted_at: p.at })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

/** Hides a hook; its row stays until its last enrolment has ended. */
export async function markHookDeleted(tx: Executor, hook: ByNo & { at: number }): Promise<void> {
  await tx.run(markDeleted, hook);
}

const remove = statement<ByNo, unknown>((db, p) =>
  db.deleteFrom('hooks').where('no', '=', p.no).where('location_no', '=', p.locationNo),
);

export async function deleteHookRow(tx: Executor, hook: ByNo): Promise<void> {
  await tx.run(remove, hook);
}

const selectDeletedByNo = statement<ByNo, HookRow>((db, p) =>
  db
    .selectFrom('hooks')
    .selectAll()
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo)
    .where('deleted_at', 'is not', null),
);

/** While its enrolments are being ended. */
export async function findDeletedHook(executor: Executor, of: ByNo): Promise<HookRow | undefined> {
  return (await executor.run(selectDeletedByNo, of))[0];
}

const count = statement<{ locationNo: number; kind: HookKind }, { total: number }>((db, p) =>
  db
    .selectFrom('hooks')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('location_no', '=', p.locationNo)
    .where('kind', '=', p.kind)
    .where('deleted_at', 'is', null),
);

export async function countHooks(
  executor: Executor,
  of: { locationNo: number; kind: HookKind },
): Promise<number> {
  return (await executor.run(count, of))[0]?.total ?? 0;
}

/** All of a kind, oldest first; a location has a limited number of them. */
export async function selectHooks(
  reader: Executor,
  { locationNo, kind, status }: { locationNo: number; kind: HookKind; status: string | null },
): Promise<HookRow[]> {
  let hooks = reader.db
    .selectFrom('hooks')
    .selectAll()
    .where('location_no', '=', locationNo)
    .where('kind', '=', kind)
    .where('deleted_at', 'is', null)
    .where(stillWanted());
  if (status !== null) hooks = hooks.where('status', '=', status);
  return hooks.orderBy('no').execute();
}
