import type { FieldProblem } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import { parseIsoTime, toIsoTime } from '../../lib/iso-time.ts';
import type { TaskRow } from '../../storage/tables/tasks.ts';

/** A task as rules hand it out; what is not set is absent. */
export type Task = {
  id: string;
  title: string;
  body?: string;
  assignedTo?: string;
  dueDate: string;
  completed: boolean;
  contactId: string;
  dateAdded: string;
};

/** As sent: absent is unchanged, null clears. */
export type TaskInput = {
  title?: string;
  body?: string | null;
  assignedTo?: string | null;
  dueDate?: string;
  completed?: boolean;
};

/** A checked input; `dueAt` in milliseconds. */
export type TaskChange = Omit<TaskInput, 'dueDate'> & { dueAt?: number };

/** Throws `validation_failed` that names every field at fault. */
export function toTaskChange({ dueDate, ...rest }: TaskInput): TaskChange {
  const problems: FieldProblem[] = [];
  if (rest.title !== undefined && rest.title.trim() === '') {
    problems.push({ field: 'title', message: 'title should not be empty' });
  }
  const dueAt = dueDate === undefined ? undefined : parseIsoTime(dueDate);
  if (dueDate !== undefined && dueAt === undefined) {
    const message = 'dueDate must be a valid ISO 8601 date string';
    problems.push({ field: 'dueDate', message });
  }
  if (problems.length > 0) throw errors.validationFailed(problems);
  return {
    ...rest,
    // A blank text clears, as null does.
    ...(rest.body !== undefined && { body: rest.body?.trim() ? rest.body : null }),
    ...(rest.assignedTo !== undefined && { assignedTo: rest.assignedTo?.trim() || null }),
    ...(dueAt !== undefined && { dueAt }),
  };
}

export function toTask(row: TaskRow, contactId: string): Task {
  return {
    id: row.id,
    title: row.title,
    ...(row.body !== null && { body: row.body }),
    ...(row.assigned_to !== null && { assignedTo: row.assigned_to }),
    dueDate: toIsoTime(row.due_at),
    completed: row.completed === 1,
    contactId,
    dateAdded: toIsoTime(row.created_at),
  };
}
