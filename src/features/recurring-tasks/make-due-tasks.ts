import { toIsoTime } from '../../lib/iso-time.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import type { RecurringTaskRow } from '../../storage/tables/tasks.ts';
import { findLiveContactNo } from '../contact-ids/contact-ids.ts';
import { findTimeZone } from '../locations/time-zone.ts';
import { addTask, mayHaveTask } from '../tasks/add-task.ts';
import { dueTime, sizeOfTime, timeAfter } from './due-time.ts';
import { type RecurringTask, toRecurringTask } from './recurring-task.ts';
import { advanceRecurringTask, selectDueRecurringTask } from './recurring-tasks.store.ts';

/**
 * Makes the tasks of one time of one recurring task that is due; true when more may be. What is due
 * next is written in the same transaction, so that each time makes its tasks exactly once.
 */
export const makeDueTasksCommand = defineCommand({
  name: 'recurring-tasks.make-due',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    _input: { locationNo: null },
    tools: CommandTools,
  ): Promise<boolean> => {
    const row = await selectDueRecurringTask(tx, tools.now);
    if (!row) return false;
    await makeDueTasks(tx, row, tools);
    return true;
  },
});

/** The row as it is afterwards; `next_at` has come. */
export async function makeDueTasks(
  tx: Transaction,
  row: RecurringTaskRow,
  tools: CommandTools,
): Promise<RecurringTaskRow> {
  const { no, location_no: locationNo, next_at: nextAt, made } = row;
  const timeZone = await findTimeZone(tx, locationNo);
  if (timeZone === undefined || nextAt === null) {
    return advanceRecurringTask(tx, { locationNo, no, nextAt: null, made });
  }
  const task = toRecurringTask(row);
  const at = dueTime(task, timeZone, nextAt, tools.now) ?? null;
  if (at === null || at > tools.now) {
    return advanceRecurringTask(tx, { locationNo, no, nextAt: at, made });
  }
  // Its times go by: a location that is full has the next ones once there is room.
  const hasRoom = await tx.hasRoomFor(locationNo, storedBytesOf(task));
  const hasMade = hasRoom && (await makeTasks(tx, locationNo, task, at, tools));
  const total = made + Number(hasMade);
  const next = timeAfter(task.rule, timeZone, at, total);
  return advanceRecurringTask(tx, { locationNo, no, nextAt: next, made: total });
}

/** Each text stands in its task, in what is searched and in the event. */
function storedBytesOf(task: RecurringTask): number {
  const { tasks, bytes } = sizeOfTime(task);
  return 3 * bytes + 1000 * tasks;
}

/** One for each live contact and owner; whether there was any. */
async function makeTasks(
  tx: Transaction,
  locationNo: number,
  task: RecurringTask,
  at: number,
  tools: CommandTools,
): Promise<boolean> {
  const { id, title, description, contactIds, owners, rule } = task;
  let hasMade = false;
  for (const contactId of contactIds) {
    const contactNo = await findLiveContactNo(tx, locationNo, contactId);
    if (contactNo === undefined || !(await mayHaveTask(tx, { locationNo, contactNo }))) continue;
    for (const assignedTo of owners.length > 0 ? owners : [null]) {
      const body = description === '' ? null : description;
      const dueAt = at + rule.dueAfterSeconds * 1000;
      const values = { title, body, dueAt, completed: false, assignedTo };
      const occurrence = { recurringTaskId: id, occursAt: toIsoTime(at) };
      await addTask(tx, { locationNo, contactNo, contactId, ...values, occurrence }, tools);
      hasMade = true;
    }
  }
  return hasMade;
}
