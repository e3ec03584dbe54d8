import { errors } from '../../errors/catalogue.ts';
import { type Recurrence, nextOccurrence } from '../../lib/recurrence.ts';
import { type RecurringTask, type Rule, recurrenceOf } from './recurring-task.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The longest that each can take. */
const intervalMs: Readonly<Record<Recurrence['intervalType'], number>> = {
  hourly: hourMs,
  daily: dayMs,
  weekly: 7 * dayMs,
  monthly: 31 * dayMs,
  yearly: 366 * dayMs,
};

/** No more than this is made up for, however long nobody came by, nor than so many tasks and bytes. */
export const mostIntervals = 100;
export const mostMadeUpTasks = 1000;
/** Of titles and descriptions, of all tasks of one time, and of all times that are made up for. */
export const mostTextBytes = 4 * 1024 * 1024;
/** A server that is this late is late, no matter when the task is due. */
const lateMs = hourMs;

/**
 * The time that tasks are to be made for now, when `nextAt` has come; later than `now` when none of
 * those that have come is to be made, undefined when there are no more. Of several that were missed
 * `createTaskIfOverDue` has each made, the oldest first; without it only the last is, and that not
 * when it is late and its task would be overdue at once.
 */
export function dueTime(
  task: DueTask,
  timeZone: string,
  nextAt: number,
  now: number,
): number | undefined {
  const { rule } = task;
  const recurrence = recurrenceOf(rule);
  const next = (after: number): number | undefined => nextOccurrence(recurrence, timeZone, after);
  const reach = reachOf(task);
  const timely = Math.max(lateMs, rule.dueAfterSeconds * 1000);
  const oldest = now - (rule.createTaskIfOverDue ? reach : Math.min(reach, timely));
  let at = nextAt < oldest ? next(oldest - 1) : nextAt;
  if (rule.createTaskIfOverDue || at === undefined) return at;
  for (let later = next(at); later !== undefined && later <= now; later = next(at)) at = later;
  return at;
}

type DueTask = Pick<RecurringTask, 'rule' | 'title' | 'description' | 'contactIds' | 'owners'>;

/** How many tasks each time makes, and the bytes of their titles and descriptions. */
export function sizeOfTime(task: Omit<DueTask, 'rule'>): { tasks: number; bytes: number } {
  const { title, description, contactIds, owners } = task;
  const tasks = contactIds.length * Math.max(1, owners.length);
  return { tasks, bytes: tasks * (Buffer.byteLength(title) + Buffer.byteLength(description)) };
}

/** How far back times are made up for. */
function reachOf(task: DueTask): number {
  const { tasks, bytes } = sizeOfTime(task);
  const { interval, intervalType } = task.rule;
  const oneMs = interval * intervalMs[intervalType];
  const fitting = Math.floor(Math.min(mostMadeUpTasks / tasks, mostTextBytes / bytes));
  // So many times and no other: the one at the very end would be one too many.
  return fitting > mostIntervals ? mostIntervals * oneMs : Math.max(1, fitting) * oneMs - 1;
}

/** The time after one that tasks were made for; null when there are no more. */
export function timeAfter(rule: Rule, timeZone: string, at: number, made: number): number | null {
  if (rule.count !== undefined && made >= rule.count) return null;
  return nextOccurrence(recurrenceOf(rule), timeZone, at) ?? null;
}

/** The first time of a rule, or its first after a moment. */
export function firstTime(rule: Rule, timeZone: string, after = -Infinity): number | null {
  return timeAfter(rule, timeZone, Math.max(after, Date.parse(rule.startDate) - 1), 0);
}

/** For a rule of which that is null. */
export function neverComes(): Error {
  const message = 'rruleOptions name no time at all';
  return errors.validationFailed([{ field: 'rruleOptions', message }]);
}
