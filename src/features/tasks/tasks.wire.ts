import type { Static } from 'typebox';
import type { taskSearch } from '../../../contract/tasks/operations.ts';
import { toIsoTime } from '../../lib/iso-time.ts';
import { type RecordPage, recordCursor } from '../../lib/record-pages.ts';
import type { FoundTaskRow, TaskFilters, TaskSearchPage } from './search-tasks.store.ts';
import { searchWords } from '../../lib/search-words.ts';
import { type FoundTasks, toDueRange, toPlace } from './search-tasks.ts';
import { type Task, toTask } from './task.ts';
import type { ListedTask } from './tasks.ts';

export function toTaskWire(task: Task): object {
  const { id, title, body, assignedTo, dueDate, completed, contactId } = task;
  return { id, title, body, assignedTo, dueDate, completed, contactId };
}

export function toTasksWire({ rows, total, more }: RecordPage<ListedTask>): object {
  const last = rows.at(-1);
  const nextCursor = more && last ? recordCursor(...last.place) : null;
  return { tasks: rows.map(toTaskWire), meta: { total, nextCursor, more } };
}

type SearchBody = Static<NonNullable<(typeof taskSearch)['body']>>;

/** Throws `validation_failed`; what is not used as sent is in the warnings. */
export function fromTaskSearchWire(sent: SearchBody): {
  filters: TaskFilters;
  place: Omit<TaskSearchPage, 'limit'>;
  warnings: string[];
} {
  const { contactId, assignedTo, completed, query, businessId, searchAfter, skip = 0 } = sent;
  const { dueDate = {}, order = 'asc' } = sent;
  const words = searchWords('query', query ?? '');
  const after = searchAfter ? toPlace(searchAfter) : null;
  return {
    filters: {
      ...(contactId?.length && { contactIds: contactId }),
      ...(assignedTo?.length && { assignedTo }),
      ...(completed !== undefined && { completed }),
      ...(words.length > 0 && { words }),
      ...(businessId !== undefined && { businessId }),
      ...toDueRange(dueDate),
    },
    place: { after, skip: after ? 0 : skip, order },
    warnings: [
      ...(contactId?.length === 0 ? ['contactId is empty and was ignored'] : []),
      ...(assignedTo?.length === 0 ? ['assignedTo is empty and was ignored'] : []),
      ...(query !== undefined && words.length === 0 ? ['query is empty and was ignored'] : []),
      ...(after && skip > 0 ? ['skip was ignored beside searchAfter'] : []),
    ],
  };
}

/** As the live service's search shows a task: both spellings of its id, and its contact. */
function toFoundTaskWire(row: FoundTaskRow, locationId: string, isNamed: boolean): object {
  const { first_name, last_name, company_name, email, phone } = row;
  const named = Object.entries({
    firstName: first_name,
    lastName: last_name,
    companyName: company_name,
    email,
    phone,
  }).filter(([, value]) => isNamed && value !== null);
  const status = row.completed === 1 ? 'completed' : 'to_do';
  return {
    _id: row.id,
    ...toTaskWire(toTask(row, row.contact_id)),
    locationId,
    status,
    statusGroup: status,
    deleted: false,
    dateAdded: toIsoTime(row.created_at),
    dateUpdated: toIsoTime(row.updated_at),
    contactDetails: { _id: row.contact_id, ...Object.fromEntries(named) },
    searchAfter: [row.due_at, row.id],
  };
}

/** `isNamed`: whether contacts are shown by their names, or by their ids alone. */
export function toFoundTasksWire(
  { rows, total }: FoundTasks,
  locationId: string,
  isNamed: boolean,
): object {
  return { tasks: rows.map((row) => toFoundTaskWire(row, locationId, isNamed)), meta: { total } };
}
