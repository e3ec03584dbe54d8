import type { FoundTask } from '../api/tasks.ts';
import { daysUntil, isEndOfDay, relativeDay, timeOf } from '../lib/time.ts';

export type DueGroup = 'overdue' | 'today' | 'tomorrow' | 'week' | 'later' | 'done';

const weekDays = 7;

export function isOverdue({ completed, dueDate }: FoundTask, now: Date): boolean {
  return !completed && Date.parse(dueDate) < now.getTime();
}

/** `tomorrow, 14:30`; the day alone where the task is due by its end. */
export function dueText({ dueDate }: FoundTask, now: Date): string {
  const at = new Date(dueDate);
  const day = relativeDay(at, now);
  return isEndOfDay(at) ? day : `${day}, ${timeOf(at)}`;
}

function groupOf(task: FoundTask, now: Date): DueGroup {
  if (isOverdue(task, now)) return 'overdue';
  const days = daysUntil(new Date(task.dueDate), now);
  if (days <= 0) return 'today';
  if (days === 1) return 'tomorrow';
  return days <= weekDays ? 'week' : 'later';
}

export type DueTasks = { group: DueGroup; tasks: readonly FoundTask[] };

/** By when they are due, in the order they come in: one that was completed a moment ago stays where it was. */
export function groupsOf(tasks: readonly FoundTask[], now: Date, areDone: boolean): DueTasks[] {
  if (areDone) return tasks.length > 0 ? [{ group: 'done', tasks }] : [];
  const groups = new Map<DueGroup, FoundTask[]>();
  for (const task of tasks) {
    const group = groupOf({ ...task, completed: false }, now);
    groups.set(group, [...(groups.get(group) ?? []), task]);
  }
  return [...groups].map(([group, ofGroup]) => ({ group, tasks: ofGroup }));
}
