import { errors } from '../../errors/catalogue.ts';
import type { CommandContext, CommandOutcome, Engine, Executor } from '../../storage/engine.ts';
import {
  createRecurringTaskCommand,
  deleteRecurringTaskCommand,
  updateRecurringTaskCommand,
} from './recurring-task-commands.ts';
import { findTimeZone } from '../locations/time-zone.ts';
import { firstTime, neverComes } from './due-time.ts';
import {
  type RecurringTask,
  type RecurringTaskInput,
  type Rule,
  toRecurringTask,
  toRecurringTaskChange,
} from './recurring-task.ts';
import { selectRecurringTask } from './recurring-tasks.store.ts';

export type OfRecurringTask = { locationNo: number; id: string };

/** Throws `record_not_found`. */
export async function getRecurringTask(
  reader: Executor,
  of: OfRecurringTask,
): Promise<RecurringTask> {
  const row = await selectRecurringTask(reader, of);
  if (!row) throw errors.recordNotFound('Recurring task', of.id);
  return toRecurringTask(row);
}

/** Makes the tasks of a start that has come, too. Throws `validation_failed` or `contact_not_found`. */
export async function createRecurringTask(
  engine: Engine,
  locationNo: number,
  input: RecurringTaskInput & { title: string; rule: NonNullable<RecurringTaskInput['rule']> },
  ignoreTaskCreation: boolean,
  context: CommandContext,
): Promise<CommandOutcome<RecurringTask>> {
  const { title, rule, ...rest } = toRecurringTaskChange(input);
  if (title === undefined || !rule) throw new Error('a check has lost what it was given');
  await checkTimes(engine.read, locationNo, rule);
  const command = { locationNo, change: { ...rest, title, rule }, ignoreTaskCreation };
  return engine.run(createRecurringTaskCommand, command, context);
}

/** Throws `record_not_found`, `validation_failed` or `contact_not_found`. */
export async function updateRecurringTask(
  engine: Engine,
  of: OfRecurringTask,
  input: RecurringTaskInput,
  context: CommandContext,
): Promise<RecurringTask> {
  const change = toRecurringTaskChange(input);
  if (change.rule) await checkTimes(engine.read, of.locationNo, change.rule);
  return (await engine.run(updateRecurringTaskCommand, { ...of, change }, context)).value;
}

/** Throws `record_not_found`. */
export async function deleteRecurringTask(
  engine: Engine,
  of: OfRecurringTask,
  context: CommandContext,
): Promise<void> {
  await engine.run(deleteRecurringTaskCommand, of, context);
}

/** Before the command: the only writer is not for finding out that a rule has no time. */
async function checkTimes(reader: Executor, locationNo: number, rule: Rule): Promise<void> {
  const timeZone = (await findTimeZone(reader, locationNo)) ?? 'UTC';
  if (firstTime(rule, timeZone) === null) throw neverComes();
}
