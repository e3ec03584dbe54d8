import Type from 'typebox';
import { mostColumns } from '../bounds.ts';
import {
  SearchedContact,
  searchFilters,
  searchFuzzy,
  searchSort,
  searchText,
} from '../contacts/search.ts';
import { type Operation, defineOperation, sameInBoth, succeededReply } from '../operation.ts';
import { Text, WholeNumber, reply } from '../primitives.ts';

const name = Type.String({ minLength: 1, maxLength: 100 });
const columns = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
  maxItems: mostColumns,
  description: 'Names of columns, as whoever shows the list keeps them',
});
const shared = Type.Boolean({
  description: 'Whether all of the location see it, or only who made it',
});
const View = {
  filters: Type.Optional(searchFilters),
  query: Type.Optional(Type.Union([searchText, Type.Null()])),
  fuzzy: Type.Optional(searchFuzzy),
  sort: Type.Optional(searchSort),
  columns: Type.Optional(columns),
  shared: Type.Optional(shared),
};

export const SmartList = Type.Object({
  id: Type.String(),
  locationId: Type.String(),
  name: Type.String(),
  filters: searchFilters,
  query: Type.Union([Type.String(), Type.Null()]),
  fuzzy: searchFuzzy,
  sort: searchSort,
  columns,
  shared,
  owner: Type.Object(
    { kind: Type.String({ description: '`user` or `integration`' }), id: Type.String() },
    { description: 'Who made it' },
  ),
  dateAdded: Type.String({ format: 'date-time' }),
  dateUpdated: Type.String({ format: 'date-time' }),
});

const base = { tag: 'Smart Lists', location: 'token' as const };
const SmartListId = Type.Object({ smartListId: Text(100) });
const locationId = Type.Optional(Type.String({ minLength: 1, maxLength: 100 }));
const OfLocation = Type.Object({ locationId });
const SmartListReply = sameInBoth(reply({ smartList: SmartList }));
const path = '/api/smart-lists';

export const createSmartList = defineOperation({
  ...base,
  id: 'create-smart-list',
  method: 'POST',
  path,
  summary: 'Save filters, text, sort and columns as a list that always holds what they find',
  scope: 'contacts.write',
  location: 'body',
  body: Type.Object({
    locationId: Type.String({ minLength: 1, maxLength: 100 }),
    name,
    ...View,
  }),
  success: 201,
  reply: SmartListReply,
});

export const listSmartLists = defineOperation({
  ...base,
  id: 'list-smart-lists',
  method: 'GET',
  path,
  summary: 'The smart lists that are shared, and those of the caller, in order of name',
  scope: 'contacts.readonly',
  query: OfLocation,
  success: 200,
  reply: sameInBoth(
    reply({ smartLists: Type.Array(SmartList), meta: Type.Object({ total: Type.Number() }) }),
  ),
});

export const getSmartList = defineOperation({
  ...base,
  id: 'get-smart-list',
  method: 'GET',
  path: `${path}/{smartListId}`,
  summary: 'Read a smart list',
  scope: 'contacts.readonly',
  params: SmartListId,
  query: OfLocation,
  success: 200,
  reply: SmartListReply,
});

export const updateSmartList = defineOperation({
  ...base,
  id: 'update-smart-list',
  method: 'PUT',
  path: `${path}/{smartListId}`,
  summary: 'Change what is sent of a smart list; null takes its text away',
  scope: 'contacts.write',
  membersOwn: true,
  params: SmartListId,
  query: OfLocation,
  body: Type.Object({ name: Type.Optional(name), ...View }),
  success: 200,
  reply: SmartListReply,
});

export const deleteSmartList = defineOperation({
  ...base,
  id: 'delete-smart-list',
  method: 'DELETE',
  path: `${path}/{smartListId}`,
  summary: 'Delete a smart list; its contacts stay',
  scope: 'contacts.write',
  membersOwn: true,
  params: SmartListId,
  query: OfLocation,
  success: 200,
  reply: succeededReply,
});

export const listSmartListContacts = defineOperation({
  ...base,
  id: 'list-smart-list-contacts',
  method: 'GET',
  path: `${path}/{smartListId}/contacts`,
  summary: 'The contacts of a smart list, in its order, page by page',
  scope: 'contacts.readonly',
  params: SmartListId,
  query: Type.Object({
    locationId,
    limit: Type.Optional(WholeNumber(100, '1 to 500, default 20')),
    searchAfter: Type.Optional(
      Type.String({ maxLength: 8000, description: 'nextCursor of the page before' }),
    ),
  }),
  success: 200,
  reply: sameInBoth(
    reply({
      contacts: Type.Array(SearchedContact),
      total: Type.Number(),
      meta: Type.Object({
        nextCursor: Type.Union([Type.String(), Type.Null()]),
        more: Type.Boolean(),
      }),
    }),
  ),
});

export const countSmartList = defineOperation({
  ...base,
  id: 'count-smart-list',
  method: 'GET',
  path: `${path}/{smartListId}/count`,
  summary: 'How many contacts a smart list has',
  scope: 'contacts.readonly',
  params: SmartListId,
  query: OfLocation,
  success: 200,
  reply: sameInBoth(reply({ total: Type.Number() })),
});

export const smartListChanges = ['entered', 'left', 'erased'] as const;

export const listSmartListChanges = defineOperation({
  ...base,
  id: 'list-smart-list-changes',
  method: 'GET',
  path: `${path}/{smartListId}/changes`,
  summary: 'Which contacts entered or left a smart list since an event, in order',
  scope: 'contacts.readonly',
  params: SmartListId,
  query: Type.Object({
    locationId,
    after: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'A cursor: nextCursor of the page before, or that of an event. Without: the present, with which to begin',
      }),
    ),
    limit: Type.Optional(WholeNumber(100, '1 to 500, default 100; a page may end earlier')),
  }),
  success: 200,
  reply: sameInBoth(
    reply({
      changes: Type.Array(
        Type.Object({
          change: Type.Enum([...smartListChanges], {
            description: 'erased: gone for good, whether or not it was in the list',
          }),
          contactId: Type.String(),
          cursor: Type.String({ description: 'Of the event that did it' }),
          at: Type.String({ format: 'date-time' }),
        }),
      ),
      meta: Type.Object({ nextCursor: Type.String(), more: Type.Boolean() }),
    }),
  ),
});

export const smartListOperations: readonly Operation[] = [
  createSmartList,
  listSmartLists,
  getSmartList,
  updateSmartList,
  deleteSmartList,
  listSmartListContacts,
  countSmartList,
  listSmartListChanges,
];
