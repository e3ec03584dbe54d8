import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, curlOfCall } from './client.ts';
import type { Operations } from './generated/operations.ts';

export type Integration = Operations['get-integration']['reply']['integration'];
export type NewIntegration = Operations['create-integration']['body'];
export type IntegrationChange = Operations['update-integration']['body'];
export type NewToken = { integration: Integration; token: string };

export const integrationsQuery = (locationId: string) =>
  queryOptions({
    queryKey: ['integrations', locationId],
    queryFn: async ({ signal }): Promise<Integration[]> => {
      const reply = await call('list-integrations', { params: { locationId }, signal });
      return reply.integrations;
    },
  });

export const integrationsCurl = (locationId: string): string =>
  curlOfCall('list-integrations', { params: { locationId } });

export const integrationCurl = (locationId: string, integrationId: string): string =>
  curlOfCall('get-integration', { params: { locationId, integrationId } });

export const integrationQuery = (locationId: string, integrationId: string) =>
  queryOptions({
    queryKey: ['integrations', locationId, integrationId],
    queryFn: async ({ signal }): Promise<Integration> => {
      const params = { locationId, integrationId };
      return (await call('get-integration', { params, signal })).integration;
    },
  });

type CallPage = Operations['list-integration-calls']['reply'];

/** What it has called lately, newest first; written every few seconds. */
export const integrationCallsQuery = (locationId: string, integrationId: string) =>
  infiniteQueryOptions({
    queryKey: ['integrations', locationId, integrationId, 'calls'],
    queryFn: ({ pageParam, signal }): Promise<CallPage> => {
      const query = { limit: '20', ...(pageParam !== '' && { after: pageParam }) };
      const params = { locationId, integrationId };
      return call('list-integration-calls', { params, query, signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ meta }) => (meta.more ? meta.nextCursor : null),
  });

export const createIntegration = (locationId: string, body: NewIntegration): Promise<NewToken> =>
  call('create-integration', { params: { locationId }, body });

/** What can be done with one that is there. */
export const integrationActions = (locationId: string, integrationId: string) => {
  const params = { locationId, integrationId };
  return {
    update: (body: IntegrationChange) => call('update-integration', { params, body }),
    rotate: (expirePrevious: 'now' | 'later'): Promise<NewToken> =>
      call('rotate-integration', { params, body: { expirePrevious } }),
    cancelRotation: () => call('cancel-integration-rotation', { params }),
    revoke: () => call('revoke-integration', { params }),
    remove: () => call('delete-integration', { params }),
  };
};
