import {
  type InfiniteData,
  type QueryClient,
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
} from '@tanstack/react-query';
import { call, curlOfCall } from './client.ts';
import { contactKeys } from './contacts.ts';
import type { Operations } from './generated/operations.ts';

export type Task = Operations['get-all-tasks']['reply']['tasks'][number];
export type TaskValues = Operations['create-task']['body'];
type SearchOperation = Operations['task-search'];
/** Of any contact of the location, who is told with it. */
export type FoundTask = SearchOperation['reply']['tasks'][number];
export type TaskPages = InfiniteData<SearchOperation['reply']>;

/** Of the location; those of one contact lie around it. */
export const taskKeys = { all: (locationId: string) => ['tasks', locationId] as const };

const windowSize = '100';

export const tasksQuery = (locationId: string, contactId: string) =>
  infiniteQueryOptions({
    queryKey: [...contactKeys.around(locationId, contactId), 'tasks'],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: windowSize, ...(pageParam !== '' && { after: pageParam }) };
      return call('get-all-tasks', { params: { contactId }, query, locationId, signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ meta }) => (meta.more ? meta.nextCursor : null),
  });

export const taskActions = (locationId: string, contactId: string) => ({
  create: async (body: TaskValues): Promise<Task> =>
    (await call('create-task', { params: { contactId }, body, locationId })).task,
  change: async (taskId: string, body: Partial<TaskValues>): Promise<Task> =>
    (await call('update-task', { params: { contactId, taskId }, body, locationId })).task,
  remove: (taskId: string): Promise<unknown> =>
    call('delete-task', { params: { contactId, taskId }, locationId }),
});

/** When tasks are due, as seen from a moment. */
export const taskViews = ['open', 'overdue', 'today', 'upcoming', 'done'] as const;
export type TaskView = (typeof taskViews)[number];

export type TaskSearch = {
  view: TaskView;
  /** Of a user; empty for anybody. */
  assignedTo: string;
  query: string;
};

/** The days are those of the browser. */
function dueWithin(view: TaskView, now: Date): { gte?: string; lte?: string } | undefined {
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const before = (at: Date): string => new Date(at.getTime() - 1).toISOString();
  if (view === 'overdue') return { lte: before(now) };
  if (view === 'today') return { gte: now.toISOString(), lte: before(tomorrow) };
  if (view === 'upcoming') return { gte: tomorrow.toISOString() };
  return undefined;
}

const foundAtOnce = 100;

function taskSearchBody({ view, assignedTo, query }: TaskSearch): SearchOperation['body'] {
  const dueDate = dueWithin(view, new Date());
  return {
    completed: view === 'done',
    limit: foundAtOnce,
    ...(view === 'done' && { order: 'desc' as const }),
    ...(dueDate && { dueDate }),
    ...(assignedTo !== '' && { assignedTo: [assignedTo] }),
    ...(query !== '' && { query }),
  };
}

export const taskSearchCurl = (locationId: string, search: TaskSearch): string =>
  curlOfCall('task-search', { params: { locationId }, body: taskSearchBody(search) });

/** Tasks become overdue while they are looked at. */
const minuteMs = 60_000;

export const foundTasksQuery = (locationId: string, search: TaskSearch) =>
  infiniteQueryOptions({
    queryKey: [...taskKeys.all(locationId), 'found', search] as const,
    queryFn: ({ pageParam, signal }) => {
      const body = { ...taskSearchBody(search), ...(pageParam && { searchAfter: pageParam }) };
      return call('task-search', { params: { locationId }, body, signal });
    },
    initialPageParam: undefined as FoundTask['searchAfter'] | undefined,
    getNextPageParam: ({ tasks, meta }, pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.tasks.length, 0);
      return loaded < meta.total ? tasks.at(-1)?.searchAfter : undefined;
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : minuteMs),
  });

/** How many there are in each of the views of what is to be done. */
export const taskCountsQuery = (locationId: string, search: Omit<TaskSearch, 'view'>) =>
  queryOptions({
    queryKey: [...taskKeys.all(locationId), 'counts', search] as const,
    queryFn: async ({ signal }) => {
      const counts = (['overdue', 'today', 'upcoming'] as const).map(async (view) => {
        const body = { ...taskSearchBody({ ...search, view }), limit: 1 };
        const { meta } = await call('task-search', { params: { locationId }, body, signal });
        return [view, meta.total] as const;
      });
      return new Map<TaskView, number>(await Promise.all(counts));
    },
    placeholderData: keepPreviousData,
    refetchInterval: minuteMs,
  });

/** In the lists that are held, before the server has answered; the call that it returns puts back what was there. */
export function showTask(
  client: QueryClient,
  locationId: string,
  taskId: string,
  change: Partial<FoundTask>,
): () => void {
  const queryKey = [...taskKeys.all(locationId), 'found'];
  const held = client.getQueriesData<TaskPages>({ queryKey });
  client.setQueriesData<TaskPages>({ queryKey }, (data) => {
    if (!data) return data;
    const pages = data.pages.map((page) => ({
      ...page,
      tasks: page.tasks.map((task) => (task.id === taskId ? { ...task, ...change } : task)),
    }));
    return { ...data, pages };
  });
  return () => {
    for (const [key, data] of held) client.setQueryData(key, data);
  };
}
