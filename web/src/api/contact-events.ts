import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import { contactKeys } from './contacts.ts';
import type { Operations } from './generated/operations.ts';

export type ContactEvent = Operations['list-contact-events']['reply']['events'][number];

const windowSize = '50';

/** What happened to a contact and around it, the newest first. */
export const contactEventsQuery = (locationId: string, contactId: string) =>
  infiniteQueryOptions({
    queryKey: [...contactKeys.around(locationId, contactId), 'events'],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: windowSize,
        order: 'desc' as const,
        ...(pageParam !== '' && { after: pageParam }),
      };
      return call('list-contact-events', { params: { contactId }, query, locationId, signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ meta }) => (meta.more ? meta.nextCursor : null),
  });
