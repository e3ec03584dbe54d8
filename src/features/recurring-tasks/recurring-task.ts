import type { FieldProblem } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import { parseIsoTime, toIsoTime } from '../../lib/iso-time.ts';
import type { Recurrence } from '../../lib/recurrence.ts';
import type { RecurringTaskRow } from '../../storage/tables/tasks.ts';

/** When it makes tasks; times in ISO. */
export type Rule = Pick<
  Recurrence,
  'intervalType' | 'interval' | 'dayOfMonth' | 'dayOfWeek' | 'monthOfYear'
> & {
  startDate: string;
  endDate?: string;
  count?: number;
  createTaskIfOverDue: boolean;
  dueAfterSeconds: number;
};

/** As sent: absent is unchanged. */
export type RecurringTaskInput = {
  title?: string;
  description?: string;
  contactIds?: string[];
  owners?: string[];
  rule?: Omit<Rule, 'createTaskIfOverDue'> & { createTaskIfOverDue?: boolean };
};

export type RecurringTaskChange = Omit<RecurringTaskInput, 'rule'> & { rule?: Rule };

export type RecurringTask = {
  id: string;
  title: string;
  description: string;
  contactIds: string[];
  owners: string[];
  rule: Rule;
  totalOccurrence: number;
  createdAt: string;
  updatedAt: string;
};

/** Throws `validation_failed` that names every field at fault. */
export function toRecurringTaskChange(input: RecurringTaskInput): RecurringTaskChange {
  const problems: FieldProblem[] = [];
  const { rule, contactIds, owners, ...rest } = input;
  if (rest.title !== undefined && rest.title.trim() === '') {
    problems.push({ field: 'title', message: 'title should not be empty' });
  }
  const checked = rule && checkedRule(rule, problems);
  if (problems.length > 0) throw errors.validationFailed(problems);
  return {
    ...rest,
    ...(contactIds && { contactIds: [...new Set(contactIds)] }),
    ...(owners && { owners: [...new Set(owners)] }),
    ...(checked && { rule: checked }),
  };
}

function checkedRule(
  rule: NonNullable<RecurringTaskInput['rule']>,
  problems: FieldProblem[],
): Rule {
  const timeOf = (name: 'startDate' | 'endDate'): number | undefined => {
    const sent = rule[name];
    const at = sent === undefined ? undefined : parseIsoTime(sent);
    if (sent !== undefined && at === undefined) {
      const field = `rruleOptions.${name}`;
      problems.push({ field, message: `${field} must be a valid ISO 8601 date string` });
    }
    return at;
  };
  const [start, end] = [timeOf('startDate'), timeOf('endDate')];
  if (start !== undefined && end !== undefined && end < start) {
    const field = 'rruleOptions.endDate';
    problems.push({ field, message: `${field} must not be before startDate` });
  }
  return {
    ...rule,
    createTaskIfOverDue: rule.createTaskIfOverDue ?? false,
    startDate: toIsoTime(start ?? 0),
    ...(end !== undefined && { endDate: toIsoTime(end) }),
  };
}

export function recurrenceOf(rule: Rule): Recurrence {
  const { intervalType, interval, dayOfMonth, dayOfWeek, monthOfYear, startDate, endDate } = rule;
  return {
    intervalType,
    interval,
    start: Date.parse(startDate),
    ...(endDate !== undefined && { end: Date.parse(endDate) }),
    ...(dayOfMonth !== undefined && { dayOfMonth }),
    ...(dayOfWeek !== undefined && { dayOfWeek }),
    ...(monthOfYear !== undefined && { monthOfYear }),
  };
}

export function toRecurringTask(row: RecurringTaskRow): RecurringTask {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    // The three are written by this feature and nowhere else.
    contactIds: JSON.parse(row.contact_ids) as string[],
    owners: JSON.parse(row.owners) as string[],
    rule: JSON.parse(row.rule) as Rule,
    totalOccurrence: row.made,
    createdAt: toIsoTime(row.created_at),
    updatedAt: toIsoTime(row.updated_at),
  };
}
