import { errors } from '../../errors/catalogue.ts';
import { parseIsoTime } from '../../lib/iso-time.ts';
import { type Engine, type Executor, defineQuery } from '../../storage/engine.ts';
import {
  type FoundTasks,
  type TaskFilters,
  type TaskSearchPage,
  selectFoundTasks,
} from './search-tasks.store.ts';

export type { FoundTasks } from './search-tasks.store.ts';

export const taskSearchLimits = { fallback: 25, maximum: 500 };

export type TaskSearchRequest = { filters: TaskFilters; page: TaskSearchPage };

/** Scans what the filters leave: off the HTTP thread. */
export const searchTasksQuery = defineQuery({
  name: 'tasks.search',
  run: (reader: Executor, input: TaskSearchRequest & { locationNo: number }): Promise<FoundTasks> =>
    selectFoundTasks(reader, input.locationNo, input.filters, input.page),
});

/** The tasks of live contacts that match, by when they are due, with the exact total. */
export function searchTasks(
  engine: Engine,
  locationNo: number,
  request: TaskSearchRequest,
  signal: AbortSignal,
): Promise<FoundTasks> {
  return engine.query(searchTasksQuery, { locationNo, ...request }, { signal });
}

/** Throws `validation_failed` on what no search returned. */
export function toPlace(searchAfter: readonly (number | string)[]): { due: number; id: string } {
  const [due, id] = searchAfter;
  if (typeof due === 'number' && Number.isSafeInteger(due) && typeof id === 'string') {
    return { due, id };
  }
  const message = 'searchAfter must be that of a task of an earlier page';
  throw errors.validationFailed([{ field: 'searchAfter', message }]);
}

/** From and to in milliseconds; throws `validation_failed` that names each moment that is none. */
export function toDueRange({ gte, lte }: { gte?: string; lte?: string }): {
  dueFrom?: number;
  dueTo?: number;
} {
  const dueFrom = gte === undefined ? undefined : parseIsoTime(gte);
  const dueTo = lte === undefined ? undefined : parseIsoTime(lte);
  const wrong = [
    ...(gte !== undefined && dueFrom === undefined ? ['dueDate.gte'] : []),
    ...(lte !== undefined && dueTo === undefined ? ['dueDate.lte'] : []),
  ];
  if (wrong.length > 0) {
    throw errors.validationFailed(
      wrong.map((field) => ({ field, message: `${field} must be a valid ISO 8601 date string` })),
    );
  }
  return { ...(dueFrom !== undefined && { dueFrom }), ...(dueTo !== undefined && { dueTo }) };
}
