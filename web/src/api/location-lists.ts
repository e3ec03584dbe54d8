import { queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import type { Operations } from './generated/operations.ts';

export type CustomField = Operations['get-custom-fields']['reply']['customFields'][number];
export type User = Operations['get-user-by-location']['reply']['users'][number];

/** Of contacts, in the order of the location. */
export const customFieldsQuery = (locationId: string) =>
  queryOptions({
    queryKey: ['custom-fields', locationId],
    queryFn: async ({ signal }): Promise<CustomField[]> => {
      const input = { params: { locationId }, query: { model: 'contact' as const }, signal };
      return (await call('get-custom-fields', input)).customFields;
    },
    staleTime: 60_000,
  });

/** The names of the tags of a location. */
export const tagNamesQuery = (locationId: string) =>
  queryOptions({
    queryKey: ['tags', locationId, 'names'],
    queryFn: async ({ signal }): Promise<string[]> => {
      const input = { params: { locationId }, query: {}, signal };
      return (await call('get-location-tags', input)).tags.map(({ name }) => name);
    },
    staleTime: 60_000,
  });
