import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth, succeededReply } from '../operation.ts';
import { acceptedReply } from '../jobs/accepted.ts';
import { Text, WholeNumber, reply } from '../primitives.ts';

const LocationId = Type.Object({ locationId: Text(100) });
const TagId = Type.Object({ locationId: Text(100), tagId: Text(100) });
const TagInput = Type.Object({ name: Text(255) });
const Tag = Type.Object({ id: Type.String(), name: Type.String(), locationId: Type.String() });
const ListedTag = Type.Object({
  ...Tag.properties,
  contactCount: Type.Optional(
    Type.Number({
      description: 'With `expand=contactCount`: contacts that have it, not the deleted',
    }),
  ),
});
const common = { tag: 'Tags', location: 'path', success: 200 } as const;

export const getLocationTags = defineOperation({
  ...common,
  id: 'get-location-tags',
  method: 'GET',
  path: '/locations/{locationId}/tags',
  summary: 'List the tags of a location by name, at most 10,000 at once',
  scope: 'locations/tags.readonly',
  params: LocationId,
  query: Type.Object({
    limit: Type.Optional(WholeNumber(100, '1 to 10,000, which is the default')),
    skip: Type.Optional(WholeNumber(9, 'How many to pass over')),
    expand: Type.Optional(
      Type.String({
        maxLength: 200,
        description: '`contactCount` adds to each how many contacts have it',
      }),
    ),
  }),
  unpublishedQuery: ['expand'],
  reply: sameInBoth(
    reply({ tags: Type.Array(ListedTag), meta: Type.Object({ total: Type.Number() }) }),
  ),
});

export const createTag = defineOperation({
  ...common,
  id: 'create-tag',
  method: 'POST',
  path: '/locations/{locationId}/tags',
  summary: 'Create a tag, or return the one that has the name already',
  scope: 'locations/tags.write',
  params: LocationId,
  body: TagInput,
  reply: sameInBoth(reply({ tag: Tag })),
});

export const getTagById = defineOperation({
  ...common,
  id: 'get-tag-by-id',
  method: 'GET',
  path: '/locations/{locationId}/tags/{tagId}',
  summary: 'Read a tag',
  scope: 'locations/tags.readonly',
  params: TagId,
  reply: sameInBoth(reply({ tag: Tag })),
});

export const updateTag = defineOperation({
  ...common,
  id: 'update-tag',
  method: 'PUT',
  path: '/locations/{locationId}/tags/{tagId}',
  summary: 'Rename a tag on every contact at once',
  scope: 'locations/tags.write',
  params: TagId,
  body: TagInput,
  reply: sameInBoth(reply({ tag: Tag })),
});

export const deleteTag = defineOperation({
  ...common,
  id: 'delete-tag',
  method: 'DELETE',
  path: '/locations/{locationId}/tags/{tagId}',
  summary: 'Delete a tag and take it off every contact at once',
  scope: 'locations/tags.write',
  params: TagId,
  // Published so in v3 too, where other operations spell it right.
  reply: succeededReply,
});

export const mergeTag = defineOperation({
  ...common,
  id: 'merge-tag',
  method: 'POST',
  path: '/api/locations/{locationId}/tags/{tagId}/merge',
  summary:
    'Give the contacts of a tag another one instead, each with its event, then delete the tag',
  scope: 'locations/tags.write',
  params: TagId,
  body: Type.Object({
    into: Type.String({ maxLength: 100, description: 'The id of the tag that stays' }),
  }),
  reply: succeededReply,
  accepted: acceptedReply,
});

export const tagOperations: readonly Operation[] = [
  getLocationTags,
  createTag,
  getTagById,
  updateTag,
  deleteTag,
  mergeTag,
];
