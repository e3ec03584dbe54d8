import type { Static } from 'typebox';
import type { updateRecurringTask } from '../../../contract/recurring-tasks/operations.ts';
import type { RecurringTask, RecurringTaskInput } from './recurring-task.ts';

type Sent = Static<NonNullable<(typeof updateRecurringTask)['body']>>;

export function fromRecurringTaskWire(sent: Sent): RecurringTaskInput {
  const { title, description, contactIds, owners, rruleOptions } = sent;
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(contactIds && { contactIds }),
    ...(owners && { owners }),
    ...(rruleOptions && { rule: fromRruleWire(rruleOptions) }),
  };
}

/** Without what a rule does not have. */
export function fromRruleWire(
  sent: NonNullable<Sent['rruleOptions']>,
): NonNullable<RecurringTaskInput['rule']> {
  const { intervalType, interval, startDate, endDate, dayOfMonth, dayOfWeek } = sent;
  const { monthOfYear, count, createTaskIfOverDue, dueAfterSeconds } = sent;
  return {
    intervalType,
    interval,
    startDate,
    ...(endDate !== undefined && { endDate }),
    ...(dayOfMonth !== undefined && { dayOfMonth }),
    ...(dayOfWeek !== undefined && { dayOfWeek }),
    ...(monthOfYear !== undefined && { monthOfYear }),
    ...(count !== undefined && { count }),
    ...(createTaskIfOverDue !== undefined && { createTaskIfOverDue }),
    dueAfterSeconds,
  };
}

/** The published reply names one contact and one owner: the first; all are beside them. */
export function toRecurringTaskWire(task: RecurringTask, locationId: string): object {
  const { rule, contactIds, owners, ...rest } = task;
  const [contactId] = contactIds;
  const [assignedTo] = owners;
  return {
    ...rest,
    locationId,
    rruleOptions: rule,
    deleted: false,
    assignedTo,
    contactId,
    contactIds,
    owners,
  };
}
