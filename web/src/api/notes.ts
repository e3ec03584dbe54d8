import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import { contactKeys } from './contacts.ts';
import type { Operations } from './generated/operations.ts';

export type Note = Operations['get-all-notes']['reply']['notes'][number];
export type NoteValues = {
  userId?: string | null;
  body: string;
  pinned?: boolean;
  color?: string | null;
  title?: string | null;
};

const windowSize = '50';

/** The newest first. */
export const notesQuery = (locationId: string, contactId: string) =>
  infiniteQueryOptions({
    queryKey: [...contactKeys.around(locationId, contactId), 'notes'],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: windowSize, ...(pageParam !== '' && { after: pageParam }) };
      return call('get-all-notes', { params: { contactId }, query, locationId, signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ meta }) => (meta.more ? meta.nextCursor : null),
  });

export const noteActions = (locationId: string, contactId: string) => ({
  create: async (body: NoteValues): Promise<Note> =>
    (await call('create-note', { params: { contactId }, body, locationId })).note,
  change: async (id: string, body: Partial<NoteValues>): Promise<Note> =>
    (await call('update-note', { params: { contactId, id }, body, locationId })).note,
  remove: (id: string): Promise<unknown> =>
    call('delete-note', { params: { contactId, id }, locationId }),
});
