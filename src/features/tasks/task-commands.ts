import { errors } from '../../errors/catalogue.ts';
import { differenceOf } from '../../lib/difference.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import type { TaskRow } from '../../storage/tables/tasks.ts';
import { getContactNo } from '../contact-ids/contact-ids.ts';
import { addTask, mayHaveTask, mostTasks, recordTaskEvent, searchTextOf } from './add-task.ts';
import { type Task, type TaskChange, toTask } from './task.ts';
import { deleteTaskRow, selectTask, updateTaskRow } from './tasks.store.ts';

type OfContact = { locationNo: number; contactId: string };
export type NewTask = TaskChange & { title: string; dueAt: number };
export type CreateTaskInput = OfContact & { change: NewTask };
export type UpdateTaskInput = OfContact & { id: string; change: TaskChange };
export type DeleteTaskInput = OfContact & { id: string };

export const createTaskCommand = defineCommand({
  name: 'tasks.create',
  run: async (tx: Transaction, input: CreateTaskInput, tools: CommandTools): Promise<Task> => {
    const { locationNo, contactId, change } = input;
    const contactNo = await getContactNo(tx, locationNo, contactId);
    if (!(await mayHaveTask(tx, { locationNo, contactNo }))) {
      throw errors.limitReached('A contact', mostTasks, 'tasks');
    }
    const { title, dueAt, body = null, assignedTo = null, completed = false } = change;
    const values = { title, dueAt, body, assignedTo, completed };
    return addTask(tx, { locationNo, contactNo, contactId, ...values }, tools);
  },
});

export const updateTaskCommand = defineCommand({
  name: 'tasks.update',
  run: async (tx: Transaction, input: UpdateTaskInput, tools: CommandTools): Promise<Task> => {
    const { locationNo, contactId, id, change } = input;
    const row = await getTaskRow(tx, input);
    const before = toTask(row, contactId);
    const title = change.title ?? row.title;
    const body = change.body === undefined ? row.body : change.body;
    const values = {
      title,
      body,
      dueAt: change.dueAt ?? row.due_at,
      completed: change.completed === undefined ? row.completed : Number(change.completed),
      assignedTo: change.assignedTo === undefined ? row.assigned_to : change.assignedTo,
      text: searchTextOf(title, body),
    };
    const changed = differenceOf(before, toTask(rowWith(row, values), contactId));
    if (!changed) return before;
    const place = { locationNo, no: row.no, at: tools.now };
    const after = toTask(await updateTaskRow(tx, { ...values, ...place }), contactId);
    const isDone = after.completed && !before.completed;
    const type = isDone ? 'task.completed' : 'task.updated';
    await recordTaskEvent(tx, type, { ...input, id }, changed.before, changed.after, tools);
    return after;
  },
});

export const deleteTaskCommand = defineCommand({
  name: 'tasks.delete',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: DeleteTaskInput, tools: CommandTools): Promise<null> => {
    const row = await getTaskRow(tx, input);
    await deleteTaskRow(tx, { locationNo: input.locationNo, no: row.no });
    const before = toTask(row, input.contactId);
    await recordTaskEvent(tx, 'task.deleted', input, before, null, tools);
    return null;
  },
});

type Values = {
  title: string;
  body: string | null;
  dueAt: number;
  completed: number;
  assignedTo: string | null;
};

function rowWith(row: TaskRow, { title, body, dueAt, completed, assignedTo }: Values): TaskRow {
  return { ...row, title, body, due_at: dueAt, completed, assigned_to: assignedTo };
}

async function getTaskRow(tx: Transaction, of: OfContact & { id: string }): Promise<TaskRow> {
  const { locationNo, contactId, id } = of;
  const contactNo = await getContactNo(tx, locationNo, contactId);
  const row = await selectTask(tx, { locationNo, contactNo, id });
  if (!row) throw errors.recordNotFound('Task', id);
  return row;
}

/** Loaded on the writer thread. */
export const taskCommands = [createTaskCommand, updateTaskCommand, deleteTaskCommand] as const;
