import type { EventType } from '../../../contract/events/event-types.ts';
import { searchText } from '../../lib/text.ts';
import type { CommandTools, Transaction } from '../../storage/engine.ts';
import { recordEvent } from '../events/events.ts';
import { type Task, toTask } from './task.ts';
import { hasRoomForTask, insertTask } from './tasks.store.ts';

export type AddedTask = {
  locationNo: number;
  contactNo: number;
  contactId: string;
  title: string;
  body: string | null;
  dueAt: number;
  completed: boolean;
  assignedTo: string | null;
  /** For a task that a recurring task makes: which, and for which of its times, in ISO. */
  occurrence?: { recurringTaskId: string; occursAt: string };
};

export const mostTasks = 10_000;

/** Whether a contact may have one task more. */
export function mayHaveTask(
  tx: Transaction,
  of: { locationNo: number; contactNo: number },
): Promise<boolean> {
  return hasRoomForTask(tx, of, mostTasks);
}

/** Writes a task of a live contact with its event. */
export async function addTask(
  tx: Transaction,
  { contactId, occurrence, completed, ...task }: AddedTask,
  tools: CommandTools,
): Promise<Task> {
  const row = await insertTask(tx, {
    ...task,
    id: tools.newId(),
    completed: Number(completed),
    text: searchTextOf(task.title, task.body),
    recurringId: occurrence?.recurringTaskId ?? null,
    at: tools.now,
  });
  const made = toTask(row, contactId);
  const after = { ...made, ...occurrence };
  const of = { locationNo: task.locationNo, contactId, id: made.id };
  await recordTaskEvent(tx, 'task.created', of, null, after, tools);
  return made;
}

export function searchTextOf(title: string, body: string | null): string {
  return searchText(body === null ? [title] : [title, body]);
}

export function recordTaskEvent(
  tx: Transaction,
  type: EventType,
  { locationNo, contactId, id }: { locationNo: number; contactId: string; id: string },
  before: object | null,
  after: object | null,
  tools: CommandTools,
): Promise<void> {
  const values = {
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  };
  return recordEvent(tx, { locationNo, type, recordId: id, contactId, ...values }, tools);
}
