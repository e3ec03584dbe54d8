import type { ContactPart } from '../contact-parts/contact-parts.ts';
import type { EventType } from '../../../contract/events/event-types.ts';
import { errors } from '../../errors/catalogue.ts';
import { differenceOf } from '../../lib/difference.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import type { RecurringTaskRow } from '../../storage/tables/tasks.ts';
import { findMissingContacts } from '../contact-ids/contact-ids.ts';
import { recordEvent } from '../events/events.ts';
import { findTimeZone } from '../locations/time-zone.ts';
import { firstTime, mostTextBytes, neverComes, sizeOfTime } from './due-time.ts';
import { makeDueTasks, makeDueTasksCommand } from './make-due-tasks.ts';
import {
  type RecurringTask,
  type RecurringTaskChange,
  type Rule,
  toRecurringTask,
} from './recurring-task.ts';
import {
  deleteRecurringTaskRow,
  hasRoomForRule,
  insertRecurringTask,
  selectRecurringTask,
  selectRecurringTasksOf,
  setContactsOfRecurringTask,
  updateRecurringTaskRow,
} from './recurring-tasks.store.ts';

export type CreateRecurringTaskInput = {
  locationNo: number;
  change: RecurringTaskChange & { title: string; rule: Rule };
  ignoreTaskCreation: boolean;
};
export const mostRules = 1000;

type OfOne = { locationNo: number; id: string };
export type UpdateRecurringTaskInput = OfOne & { change: RecurringTaskChange };

/** Whom the tasks are by that nobody asked for one by one. */
const server = { kind: 'server', id: 'server', name: 'server' } as const;

export const createRecurringTaskCommand = defineCommand({
  name: 'recurring-tasks.create',
  run: async (
    tx: Transaction,
    input: CreateRecurringTaskInput,
    tools: CommandTools,
  ): Promise<RecurringTask> => {
    const { locationNo, change, ignoreTaskCreation } = input;
    const { title, rule, description = '', contactIds = [], owners = [] } = change;
    checkSize({ title, description, contactIds, owners });
    if (!(await hasRoomForRule(tx, locationNo, mostRules))) {
      throw errors.limitReached('A location', mostRules, 'recurring tasks');
    }
    await checkContacts(tx, locationNo, contactIds);
    const nextAt = await nextTime(tx, locationNo, rule, ignoreTaskCreation ? tools.now : undefined);
    const row = await insertRecurringTask(tx, {
      locationNo,
      id: tools.newId(),
      title,
      description,
      contactIds: JSON.stringify(contactIds),
      owners: JSON.stringify(owners),
      rule: JSON.stringify(rule),
      nextAt,
      at: tools.now,
    });
    const made = toRecurringTask(row);
    await recordRecurringEvent(tx, 'recurringTask.created', locationNo, row.id, null, made, tools);
    if (nextAt === null || nextAt > tools.now) return made;
    return toRecurringTask(await makeDueTasks(tx, row, { ...tools, actor: server }));
  },
});

export const updateRecurringTaskCommand = defineCommand({
  name: 'recurring-tasks.update',
  run: async (
    tx: Transaction,
    input: UpdateRecurringTaskInput,
    tools: CommandTools,
  ): Promise<RecurringTask> => {
    const { locationNo, id, change } = input;
    const row = await getRow(tx, input);
    const before = toRecurringTask(row);
    // One that was deleted since may come back: it does not stop other changes.
    const added = (change.contactIds ?? []).filter((each) => !before.contactIds.includes(each));
    await checkContacts(tx, locationNo, added);
    const changed = differenceOf(before, { ...before, ...change });
    if (!changed) return before;
    checkSize({ ...before, ...change }, before);
    const { rule } = change;
    const isOtherRule = rule !== undefined && 'rule' in changed.after;
    const isOver = rule?.count !== undefined && row.made >= rule.count;
    const { title, description, contactIds, owners } = { ...before, ...change };
    const after = await updateRecurringTaskRow(tx, {
      locationNo,
      no: row.no,
      title,
      description,
      contactIds: JSON.stringify(contactIds),
      owners: JSON.stringify(owners),
      rule: JSON.stringify(rule ?? before.rule),
      // Times that have come were the earlier rule's.
      nextAt: !isOtherRule
        ? row.next_at
        : isOver
          ? null
          : await nextTime(tx, locationNo, rule, tools.now),
      at: tools.now,
    });
    const { before: was, after: is } = changed;
    await recordRecurringEvent(tx, 'recurringTask.updated', locationNo, id, was, is, tools);
    return toRecurringTask(after);
  },
});

export const deleteRecurringTaskCommand = defineCommand({
  name: 'recurring-tasks.delete',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: OfOne, tools: CommandTools): Promise<null> => {
    const { locationNo, id } = input;
    const row = await getRow(tx, input);
    await deleteRecurringTaskRow(tx, { locationNo, no: row.no });
    const before = toRecurringTask(row);
    await recordRecurringEvent(tx, 'recurringTask.deleted', locationNo, id, before, null, tools);
    return null;
  },
});

/** For erasing a contact: no recurring task names it any more. */
async function removeContactFromRecurringTasks(
  tx: Transaction,
  of: { locationNo: number; contactId: string },
): Promise<void> {
  for (const row of await selectRecurringTasksOf(tx, of)) {
    const left = toRecurringTask(row).contactIds.filter((each) => each !== of.contactId);
    const contactIds = JSON.stringify(left);
    await setContactsOfRecurringTask(tx, { locationNo: of.locationNo, no: row.no, contactIds });
  }
}

type Sized = Pick<RecurringTask, 'title' | 'description' | 'contactIds' | 'owners'>;

/** One that is over it from before may be changed, and not grow. */
function checkSize(task: Sized, before?: Sized): void {
  const { tasks, bytes } = sizeOfTime(task);
  const allowed = Math.max(mostTextBytes, before ? sizeOfTime(before).bytes : 0);
  if (bytes <= allowed) return;
  const message = `description must be shorter: with the title, for each of ${tasks} tasks at a time, it may have ${mostTextBytes} bytes in all`;
  throw errors.validationFailed([{ field: 'description', message }]);
}

async function checkContacts(
  tx: Transaction,
  locationNo: number,
  contactIds: readonly string[],
): Promise<void> {
  const [missing] = await findMissingContacts(tx, locationNo, contactIds);
  if (missing !== undefined) throw errors.contactNotFound(missing);
}

async function nextTime(
  tx: Transaction,
  locationNo: number,
  rule: Rule,
  after: number | undefined,
): Promise<number | null> {
  const timeZone = (await findTimeZone(tx, locationNo)) ?? 'UTC';
  // The location may have got another time zone since this was checked.
  if (firstTime(rule, timeZone) === null) throw neverComes();
  return firstTime(rule, timeZone, after);
}

async function getRow(tx: Transaction, of: OfOne): Promise<RecurringTaskRow> {
  const row = await selectRecurringTask(tx, of);
  if (!row) throw errors.recordNotFound('Recurring task', of.id);
  return row;
}

function recordRecurringEvent(
  tx: Transaction,
  type: EventType,
  locationNo: number,
  recordId: string,
  before: object | null,
  after: object | null,
  tools: CommandTools,
): Promise<void> {
  const values = {
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  };
  return recordEvent(tx, { locationNo, type, recordId, ...values }, tools);
}

/** Loaded on the writer thread. */
export const recurringTaskCommands = [
  createRecurringTaskCommand,
  updateRecurringTaskCommand,
  deleteRecurringTaskCommand,
  makeDueTasksCommand,
] as const;

export const recurringTasksOfContacts: ContactPart = {
  feature: 'recurring-tasks',
  onErase: removeContactFromRecurringTasks,
};
