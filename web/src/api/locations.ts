import { queryOptions } from '@tanstack/react-query';
import { call, curlOfCall } from './client.ts';
import type { Operations } from './generated/operations.ts';

export type Location = Operations['get-location']['reply']['location'];
export type LocationChange = Operations['put-location']['body'];

export const locationQuery = (locationId: string) =>
  queryOptions({
    queryKey: ['location', locationId],
    queryFn: async ({ signal }): Promise<Location> => {
      const reply = await call('get-location', { params: { locationId }, signal });
      return reply.location;
    },
  });

export const locationCurl = (locationId: string): string =>
  curlOfCall('get-location', { params: { locationId } });

export const timezonesQuery = (locationId: string) =>
  queryOptions({
    queryKey: ['timezones'],
    queryFn: async ({ signal }): Promise<string[]> => {
      const reply = await call('get-timezones', { params: { locationId }, signal });
      return reply.timeZones;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export const changeLocation = (locationId: string, body: LocationChange) =>
  call('put-location', { params: { locationId }, body });

export const deleteLocation = (locationId: string) =>
  call('delete-location', { params: { locationId }, query: {} });
