import { infiniteQueryOptions } from '@tanstack/react-query';
import { call, curlOfCall } from './client.ts';
import type { Operations } from './generated/operations.ts';

type DeletedPage = Operations['list-deleted-contacts']['reply'];
export type DeletedContact = DeletedPage['contacts'][number];

const firstPage = (locationId: string) => ({ locationId, limit: '50' });

export const deletedContactsCurl = (locationId: string): string =>
  curlOfCall('list-deleted-contacts', { query: firstPage(locationId) });

/** Those that can still be restored, newest deletion first. */
export const deletedContactsQuery = (locationId: string) =>
  infiniteQueryOptions({
    queryKey: ['contacts', locationId, 'deleted'],
    queryFn: ({ pageParam, signal }): Promise<DeletedPage> => {
      const query = { ...firstPage(locationId), ...(pageParam !== '' && { after: pageParam }) };
      return call('list-deleted-contacts', { query, locationId, signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ meta }) => (meta.more ? meta.nextCursor : null),
  });

export const deletedContactActions = (locationId: string, contactId: string) => {
  const of = { params: { contactId }, locationId };
  return {
    restore: () => call('restore-contact', of),
    /** The inverse of a restore. */
    removeAgain: () => call('delete-contact', of),
    erase: () => call('erase-contact', of),
  };
};
