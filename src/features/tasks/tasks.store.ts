import { sql } from 'kysely';
import { jsonBytes } from '../../lib/page-bytes.ts';
import { byteLength, orElse, stillWanted } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import { hasRoom, rowsOf } from '../../storage/room.ts';
import { statement } from '../../storage/statement.ts';
import type { TaskRow } from '../../storage/tables/tasks.ts';

/** A contact of a location, by its surrogate key. */
export type TaskOwner = { locationNo: number; contactNo: number };

export type TaskValues = {
  title: string;
  body: string | null;
  dueAt: number;
  completed: number;
  assignedTo: string | null;
  text: string;
  at: number;
};

export type NewTaskRow = TaskOwner & TaskValues & { id: string; recurringId: string | null };

const insert = statement<NewTaskRow, TaskRow>((db, p) =>
  db
    .insertInto('tasks')
    .values({
      location_no: p.locationNo,
      contact_no: p.contactNo,
      id: p.id,
      title: p.title,
      body: p.body,
      due_at: p.dueAt,
      completed: p.completed,
      assigned_to: p.assignedTo,
      text: p.text,
      recurring_id: p.recurringId,
      created_at: p.at,
      updated_at: p.at,
    })
    .returningAll(),
);

const ofContact = rowsOf(
  (p: TaskOwner) => sql`tasks where location_no = ${p.locationNo} and contact_no = ${p.contactNo}`,
);

export function hasRoomForTask(tx: Executor, of: TaskOwner, most: number): Promise<boolean> {
  return hasRoom(tx, ofContact, of, most);
}

export async function insertTask(tx: Executor, task: NewTaskRow): Promise<TaskRow> {
  const [row] = await tx.run(insert, task);
  if (!row) throw new Error('an insert returned no row');
  return row;
}

const select = statement<TaskOwner & { id: string }, TaskRow>((db, p) =>
  db
    .selectFrom('tasks')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id)
    .where('contact_no', '=', p.contactNo),
);

/** The task of this id if it is this contact's. */
export async function selectTask(
  executor: Executor,
  of: TaskOwner & { id: string },
): Promise<TaskRow | undefined> {
  return (await executor.run(select, of))[0];
}

const update = statement<TaskValues & { locationNo: number; no: number }, TaskRow>((db, p) =>
  db
    .updateTable('tasks')
    .set({
      title: p.title,
      body: p.body,
      due_at: p.dueAt,
      completed: p.completed,
      assigned_to: p.assignedTo,
      text: p.text,
      updated_at: p.at,
    })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo)
    .returningAll(),
);

export async function updateTaskRow(
  tx: Executor,
  task: TaskValues & { locationNo: number; no: number },
): Promise<TaskRow> {
  const [row] = await tx.run(update, task);
  if (!row) throw new Error('an update found no row');
  return row;
}

const remove = statement<{ locationNo: number; no: number }, unknown>((db, p) =>
  db.deleteFrom('tasks').where('no', '=', p.no).where('location_no', '=', p.locationNo),
);

export async function deleteTaskRow(
  tx: Executor,
  task: { locationNo: number; no: number },
): Promise<void> {
  await tx.run(remove, task);
}

export type TaskPage = TaskOwner & { afterDue: number; afterNo: number; limit: number };

const firstDue = statement<TaskPage, TaskRow>((db, p) =>
  db
    .selectFrom('tasks')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where('contact_no', '=', p.contactNo)
    .where(sql<boolean>`(due_at, no) > (${p.afterDue}, ${p.afterNo})`)
    .orderBy('due_at')
    .orderBy('no')
    .limit(p.limit),
);

/** The first due first, after a place in that order. */
export async function selectTasks(reader: Executor, page: TaskPage): Promise<TaskRow[]> {
  return reader.run(firstDue, page);
}

/** About what a task takes in a reply, without reading its texts. */
export const storedBytes = sql<number>`${orElse(byteLength('tasks.body'), 0)}
  + ${byteLength('tasks.title')} + 1000`;

/** The same as it is written. */
export function bytesOfTask({ body, title }: Pick<TaskRow, 'body' | 'title'>): number {
  return jsonBytes(body) + jsonBytes(title) + 1000;
}

const sizes = statement<TaskPage, { bytes: number }>((db, p) =>
  db
    .selectFrom('tasks')
    .select(storedBytes.as('bytes'))
    .where('location_no', '=', p.locationNo)
    .where('contact_no', '=', p.contactNo)
    .where(sql<boolean>`(due_at, no) > (${p.afterDue}, ${p.afterNo})`)
    .where(stillWanted())
    .orderBy('due_at')
    .orderBy('no')
    .limit(p.limit),
);

/** About how many bytes of a reply each task of a page takes. */
export async function selectTaskSizes(reader: Executor, page: TaskPage): Promise<number[]> {
  return (await reader.run(sizes, page)).map(({ bytes }) => bytes);
}

const count = statement<TaskOwner, { total: number }>((db, p) =>
  db
    .selectFrom('tasks')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('location_no', '=', p.locationNo)
    .where('contact_no', '=', p.contactNo)
    .where(stillWanted()),
);

export async function countTasks(reader: Executor, of: TaskOwner): Promise<number> {
  return (await reader.run(count, of))[0]?.total ?? 0;
}
