import { queryOptions } from '@tanstack/react-query';
import { call, curlOfCall } from './client.ts';
import type { MayGoOn } from './jobs.ts';

export type CountedTag = { id: string; name: string; contactCount: number };
export type CountedTags = { tags: CountedTag[]; total: number };

const counted = (locationId: string) => ({
  params: { locationId },
  query: { expand: 'contactCount' },
});

export const countedTagsCurl = (locationId: string): string =>
  curlOfCall('get-location-tags', counted(locationId));

/** The tags of a location by name, with how many contacts have each. */
export const countedTagsQuery = (locationId: string) =>
  queryOptions({
    queryKey: ['tags', locationId, 'counted'],
    queryFn: async ({ signal }): Promise<CountedTags> => {
      const reply = await call('get-location-tags', { ...counted(locationId), signal });
      const tags = reply.tags.map(({ id, name, contactCount = 0 }) => ({ id, name, contactCount }));
      return { tags, total: reply.meta.total };
    },
  });

/** Those that find the contacts with a tag. */
export const filtersOf = ({ name }: CountedTag) => [{ field: 'tags', operator: 'eq', value: name }];

export const createTag = async (locationId: string, name: string): Promise<string> =>
  (await call('create-tag', { params: { locationId }, body: { name } })).tag.id;

/** What can be done with one that is there. */
export const tagActions = (locationId: string, tagId: string) => {
  const params = { locationId, tagId };
  return {
    rename: (name: string) => call('update-tag', { params, body: { name } }),
    merge: (into: string): Promise<MayGoOn> => call('merge-tag', { params, body: { into } }),
    remove: () => call('delete-tag', { params }),
  };
};
