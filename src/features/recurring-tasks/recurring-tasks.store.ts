import { sql } from 'kysely';
import { holdsText } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import { hasRoom, rowsOf } from '../../storage/room.ts';
import { statement } from '../../storage/statement.ts';
import type { RecurringTaskRow } from '../../storage/tables/tasks.ts';

export type RecurringTaskValues = {
  title: string;
  description: string;
  contactIds: string;
  owners: string;
  rule: string;
  nextAt: number | null;
  at: number;
};

const insert = statement<
  RecurringTaskValues & { locationNo: number; id: string },
  RecurringTaskRow
>((db, p) =>
  db
    .insertInto('recurring_tasks')
    .values({
      location_no: p.locationNo,
      id: p.id,
      title: p.title,
      description: p.description,
      contact_ids: p.contactIds,
      owners: p.owners,
      rule: p.rule,
      made: 0,
      next_at: p.nextAt,
      created_at: p.at,
      updated_at: p.at,
    })
    .returningAll(),
);

const ofLocation = rowsOf(
  (p: { locationNo: number }) => sql`recurring_tasks where location_no = ${p.locationNo}`,
);

export function hasRoomForRule(tx: Executor, locationNo: number, most: number): Promise<boolean> {
  return hasRoom(tx, ofLocation, { locationNo }, most);
}

export async function insertRecurringTask(
  tx: Executor,
  task: RecurringTaskValues & { locationNo: number; id: string },
): Promise<RecurringTaskRow> {
  const [row] = await tx.run(insert, task);
  if (!row) throw new Error('an insert returned no row');
  return row;
}

const select = statement<{ locationNo: number; id: string }, RecurringTaskRow>((db, p) =>
  db
    .selectFrom('recurring_tasks')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id),
);

export async function selectRecurringTask(
  executor: Executor,
  of: { locationNo: number; id: string },
): Promise<RecurringTaskRow | undefined> {
  return (await executor.run(select, of))[0];
}

const update = statement<
  RecurringTaskValues & { locationNo: number; no: number },
  RecurringTaskRow
>((db, p) =>
  db
    .updateTable('recurring_tasks')
    .set({
      title: p.title,
      description: p.description,
      contact_ids: p.contactIds,
      owners: p.owners,
      rule: p.rule,
      next_at: p.nextAt,
      updated_at: p.at,
    })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo)
    .returningAll(),
);

export async function updateRecurringTaskRow(
  tx: Executor,
  task: RecurringTaskValues & { locationNo: number; no: number },
): Promise<RecurringTaskRow> {
  const [row] = await tx.run(update, task);
  if (!row) throw new Error('an update found no row');
  return row;
}

const selectNaming = statement<{ locationNo: number; named: string }, RecurringTaskRow>((db, p) =>
  db
    .selectFrom('recurring_tasks')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where(holdsText('contact_ids', p.named)),
);

/** Those that make tasks for the contact. */
export async function selectRecurringTasksOf(
  tx: Executor,
  { locationNo, contactId }: { locationNo: number; contactId: string },
): Promise<RecurringTaskRow[]> {
  return tx.run(selectNaming, { locationNo, named: `"${contactId}"` });
}

const setContacts = statement<{ locationNo: number; no: number; contactIds: string }, unknown>(
  (db, p) =>
    db
      .updateTable('recurring_tasks')
      .set({ contact_ids: p.contactIds })
      .where('no', '=', p.no)
      .where('location_no', '=', p.locationNo),
);

export async function setContactsOfRecurringTask(
  tx: Executor,
  task: { locationNo: number; no: number; contactIds: string },
): Promise<void> {
  await tx.run(setContacts, task);
}

const remove = statement<{ locationNo: number; no: number }, unknown>((db, p) =>
  db.deleteFrom('recurring_tasks').where('no', '=', p.no).where('location_no', '=', p.locationNo),
);

export async function deleteRecurringTaskRow(
  tx: Executor,
  task: { locationNo: number; no: number },
): Promise<void> {
  await tx.run(remove, task);
}

const due = statement<{ now: number }, RecurringTaskRow>((db, p) =>
  db
    .selectFrom('recurring_tasks')
    .selectAll()
    .where('next_at', '<=', p.now)
    .orderBy('next_at')
    .limit(1),
);

/** The one that has waited longest, of any location: the server's own work, nobody's request. */
export async function selectDueRecurringTask(
  tx: Executor,
  now: number,
): Promise<RecurringTaskRow | undefined> {
  return (await tx.run(due, { now }))[0];
}

const advance = statement<
  { locationNo: number; no: number; nextAt: number | null; made: number },
  RecurringTaskRow
>((db, p) =>
  db
    .updateTable('recurring_tasks')
    .set({ next_at: p.nextAt, made: p.made })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo)
    .returningAll(),
);

/** Sets when it is due next, and how many times have made tasks. */
export async function advanceRecurringTask(
  tx: Executor,
  task: { locationNo: number; no: number; nextAt: number | null; made: number },
): Promise<RecurringTaskRow> {
  const [row] = await tx.run(advance, task);
  if (!row) throw new Error('an update found no row');
  return row;
}
