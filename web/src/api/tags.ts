import { queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import type { MayGoOn } from './jobs.ts';

export type CountedTag = { id: string; name: string; contactCount: number };
export type CountedTags = { tags: CountedTag[]; total: number };

/** The tags of a location by name, with how many contacts have each. */
export const countedTagsQuery = (locationId: string) =>
  queryOptions({
    queryKey: ['tags', locationId, 'counted'],
    queryFn: async ({ signal }): Promise<CountedTags> => {
      const query = { expand: 'contactCount' };
      const reply = await call('get-location-tags', { params: { locationId }, query, signal });
      const tags = reply.tags.map(({ id, name, contactCount = 0 }) => ({ id, name, contactCount }));
      return { tags, total: reply.meta.total };
    },
  });

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
