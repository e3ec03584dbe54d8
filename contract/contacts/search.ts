import Type from 'typebox';
import { defineOperation, sameInBoth } from '../operation.ts';
import { Text, reply } from '../primitives.ts';
import { searchInstead } from './search-instead.ts';

const nullable = { type: Type.Union([Type.String(), Type.Null()]) };
const nullableTexts = [
  'firstName',
  'firstNameLowerCase',
  'lastName',
  'lastNameLowerCase',
  'contactName',
  'email',
  'phone',
  'phoneLabel',
  'type',
  'assignedTo',
  'country',
  'city',
  'state',
  'postalCode',
  'address',
  'website',
  'businessId',
  'businessName',
  'companyName',
  'dateOfBirth',
  'timezone',
  'source',
] as const;

/** As observed: every key is there, null where nothing is set, and `address` for `address1`. */
export const SearchedContact = Type.Object({
  id: Type.String(),
  locationId: Type.String(),
  ...Object.fromEntries(nullableTexts.map((name) => [name, nullable.type])),
  additionalEmails: Type.Array(Type.Unknown()),
  additionalPhones: Type.Array(Type.Unknown()),
  tags: Type.Array(Type.String()),
  customFields: Type.Array(Type.Object({ id: Type.String(), value: Type.Unknown() })),
  dnd: Type.Boolean(),
  dndSettings: Type.Record(Type.String(), Type.Unknown()),
  inboundDndSettings: Type.Record(Type.String(), Type.Unknown()),
  dateAdded: Type.String(),
  dateUpdated: Type.String(),
  followers: Type.Array(Type.String()),
  attributionSource: Type.Record(Type.String(), Type.Unknown()),
  lastAttributionSource: Type.Record(Type.String(), Type.Unknown()),
  validEmail: Type.Null(),
  opportunities: Type.Array(Type.Unknown()),
  searchAfter: Type.Array(Type.Union([Type.String(), Type.Number(), Type.Null()])),
});

const direction = Type.Optional(Type.Union([Type.Enum(['asc', 'desc']), Type.Null()]));

/** What a search finds, and what a smart list keeps of one. */
export const searchText = Text(500);
export const searchFuzzy = Type.Boolean({
  description:
    'Ours: whether words of 5 to 30 letters are also found with one slip; who is, comes last',
});
export const searchFilters = Type.Union(
  [
    Type.Array(Type.Record(Type.String(), Type.Unknown(), { maxProperties: 50 }), {
      maxItems: 100,
    }),
    Type.Record(Type.String(), Type.Unknown(), { maxProperties: 100 }),
  ],
  {
    description:
      '`{field, operator, value}`, `{group: "AND" | "OR", filters}` or, ours, `{$not: filter}`; at most 100 in all. An object holds the value that each of its fields must have',
  },
);
export const searchSort = Type.Array(
  Type.Object({ field: Text(100), direction, order: direction }),
  { maxItems: 2, description: '`order` is another name of `direction`' },
);

export const searchContacts = defineOperation({
  id: 'search-contacts-advanced',
  method: 'POST',
  path: '/contacts/search',
  summary: 'Search contacts by filters, text and sort; page by page or from searchAfter on',
  tag: 'Contacts',
  scope: 'contacts.readonly',
  location: 'body',
  reads: true,
  body: Type.Object({
    locationId: Type.String({ minLength: 1, maxLength: 100 }),
    pageLimit: Type.Number({ description: '1 to 500' }),
    page: Type.Optional(Type.Number({ description: 'From 1; only within the first 10,000' })),
    searchAfter: Type.Optional(
      Type.Array(Type.Union([Text(1000), Type.Number(), Type.Null()]), {
        maxItems: 3,
        description: 'That of the last contact seen; goes before page',
      }),
    ),
    query: Type.Optional(searchText),
    fuzzy: Type.Optional(searchFuzzy),
    filters: Type.Optional(searchFilters),
    sort: Type.Optional(searchSort),
    total: Type.Optional(
      Type.Boolean({ description: 'Ours: false leaves the total out, which may take longest' }),
    ),
  }),
  alsoObject: ['filters'],
  sendInstead: searchInstead,
  success: 200,
  reply: sameInBoth(
    reply({ contacts: Type.Array(SearchedContact), total: Type.Optional(Type.Number()) }),
  ),
});

/** Who is meant, of whom something is counted. */
export const sought = {
  locationId: Type.String({ minLength: 1, maxLength: 100 }),
  query: Type.Optional(searchText),
  fuzzy: Type.Optional(searchFuzzy),
  filters: Type.Optional(searchFilters),
};

export const countContacts = defineOperation({
  id: 'count-contacts',
  method: 'POST',
  path: '/api/contacts/count',
  summary: 'Count the contacts that a search finds, without reading them',
  tag: 'Contacts',
  scope: 'contacts.readonly',
  location: 'body',
  reads: true,
  body: Type.Object(sought),
  alsoObject: ['filters'],
  success: 200,
  reply: sameInBoth(reply({ total: Type.Number() })),
});
