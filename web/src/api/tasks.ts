import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import { contactKeys } from './contacts.ts';
import type { Operations } from './generated/operations.ts';

export type Task = Operations['get-all-tasks']['reply']['tasks'][number];
export type TaskValues = Operations['create-task']['body'];

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
