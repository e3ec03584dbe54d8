import { queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import type { Operations } from './generated/operations.ts';

export type SmartList = Operations['get-smart-list']['reply']['smartList'];
export type SmartListChange = Operations['update-smart-list']['body'];
export type NewSmartList = Omit<Operations['create-smart-list']['body'], 'locationId'>;

export const smartListKey = (locationId: string) => ['smart-lists', locationId] as const;

/** Those that are shared, and one's own, in order of name. */
export const smartListsQuery = (locationId: string) =>
  queryOptions({
    queryKey: smartListKey(locationId),
    queryFn: async ({ signal }): Promise<SmartList[]> =>
      (await call('list-smart-lists', { query: { locationId }, signal })).smartLists,
    staleTime: 60_000,
  });

export const createSmartList = async (locationId: string, list: NewSmartList): Promise<SmartList> =>
  (await call('create-smart-list', { body: { locationId, ...list } })).smartList;

/** What can be done with one that is there. */
export const smartListActions = (locationId: string, smartListId: string) => {
  const of = { params: { smartListId }, query: {}, locationId };
  return {
    change: async (body: SmartListChange): Promise<SmartList> =>
      (await call('update-smart-list', { ...of, body })).smartList,
    remove: (): Promise<unknown> => call('delete-smart-list', of),
  };
};
