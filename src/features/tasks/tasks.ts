import { errors } from '../../errors/catalogue.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type Engine,
  type Executor,
  defineQuery,
} from '../../storage/engine.ts';
import { readPage } from '../../storage/read-page.ts';
import { getContactNo } from '../contact-ids/contact-ids.ts';
import { type RecordPage, placeAfter } from '../../lib/record-pages.ts';
import { createTaskCommand, deleteTaskCommand, updateTaskCommand } from './task-commands.ts';
import { type Task, type TaskInput, toTask, toTaskChange } from './task.ts';
import {
  bytesOfTask,
  countTasks,
  selectTask,
  selectTaskSizes,
  selectTasks,
} from './tasks.store.ts';

export type OfContact = { locationNo: number; contactId: string };
export type OfTask = OfContact & { id: string };
/** `place` is what the list is ordered by. */
export type ListedTask = Task & { place: readonly [number, number] };

/** Off the HTTP thread: a page can carry megabytes. */
export const listTasksQuery = defineQuery({
  name: 'tasks.list',
  run: async (
    reader: Executor,
    input: OfContact & { afterDue: number; afterNo: number; limit: number },
  ): Promise<RecordPage<ListedTask>> => {
    const { locationNo, contactId, limit, ...place } = input;
    const contactNo = await getContactNo(reader, locationNo, contactId);
    const page = { locationNo, contactNo, ...place };
    const { rows, ...rest } = await readPage(
      limit,
      (most) => selectTaskSizes(reader, { ...page, limit: most }),
      (most) => selectTasks(reader, { ...page, limit: most }),
      bytesOfTask,
    );
    return {
      ...rest,
      rows: rows.map((row) => ({ ...toTask(row, contactId), place: [row.due_at, row.no] })),
      total: await countTasks(reader, { locationNo, contactNo }),
    };
  },
});

/** The first due first; throws `contact_not_found`, or `validation_failed` on a wrong cursor. */
export function listTasks(
  engine: Engine,
  of: OfContact,
  { limit, after }: { limit: number; after: string | undefined },
  signal: AbortSignal,
): Promise<RecordPage<ListedTask>> {
  const [afterDue = Number.MIN_SAFE_INTEGER, afterNo = 0] =
    after === undefined ? [] : placeAfter(after, 2);
  return engine.query(listTasksQuery, { ...of, afterDue, afterNo, limit }, { signal });
}

/** Throws `contact_not_found` or `record_not_found`. */
export async function getTask(reader: Executor, of: OfTask): Promise<Task> {
  const { locationNo, contactId, id } = of;
  const contactNo = await getContactNo(reader, locationNo, contactId);
  const row = await selectTask(reader, { locationNo, contactNo, id });
  if (!row) throw errors.recordNotFound('Task', id);
  return toTask(row, contactId);
}

/** Throws `contact_not_found` or `validation_failed`. */
export async function createTask(
  engine: Engine,
  of: OfContact,
  input: TaskInput & { title: string; dueDate: string },
  context: CommandContext,
): Promise<CommandOutcome<Task>> {
  const { title } = input;
  const { dueAt = 0, ...change } = toTaskChange(input);
  return engine.run(createTaskCommand, { ...of, change: { ...change, title, dueAt } }, context);
}

/** Changes what is sent; throws `contact_not_found`, `record_not_found` or `validation_failed`. */
export async function updateTask(
  engine: Engine,
  of: OfTask,
  input: TaskInput,
  context: CommandContext,
): Promise<Task> {
  const change = toTaskChange(input);
  return (await engine.run(updateTaskCommand, { ...of, change }, context)).value;
}

/** Throws `contact_not_found` or `record_not_found`. */
export async function deleteTask(
  engine: Engine,
  of: OfTask,
  context: CommandContext,
): Promise<void> {
  await engine.run(deleteTaskCommand, of, context);
}
