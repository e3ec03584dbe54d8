import Type from 'typebox';
import { type Operation, bothSpellings, defineOperation, sameInBoth } from '../operation.ts';
import { Text, WholeNumber, reply } from '../primitives.ts';
import { User, userOptional, userReply, userRequired } from './user-schemas.ts';

const UserId = Type.Object({ userId: Text(100) });
const companyId = Type.String({ minLength: 1, maxLength: 100 });
const locationId = Type.String({ minLength: 1, maxLength: 100 });
const skip = Type.Optional(WholeNumber(100, 'How many to leave out; up to 10,000'));
const limit = Type.Optional(WholeNumber(100, '1 to 100, default 25'));

const base = { tag: 'Users', location: 'none' as const };
const reading = { ...base, scope: 'users.readonly' as const };
const writing = {
  ...base,
  scope: 'users.write' as const,
  managementOnly: true as const,
  adminsToo: true as const,
};

export const createUser = defineOperation({
  ...writing,
  id: 'create-user',
  method: 'POST',
  path: '/users/',
  summary: 'Create a person of this installation, with locations and a role',
  body: Type.Object({ ...userRequired, ...userOptional }),
  publishedAsRequired: ['password'],
  secretBody: true,
  blankIsUnsent: true,
  success: 201,
  reply: sameInBoth(reply(userReply)),
});

export const getUser = defineOperation({
  ...reading,
  id: 'get-user',
  method: 'GET',
  path: '/users/{userId}',
  summary: "Read a user; a location's token reads those of its location",
  params: UserId,
  success: 200,
  reply: sameInBoth(reply(userReply)),
});

export const updateUser = defineOperation({
  ...writing,
  id: 'update-user',
  method: 'PUT',
  path: '/users/{userId}',
  summary: 'Change what is sent; permissions merge, lists and twilioPhone are replaced',
  params: UserId,
  body: Type.Object({ ...Type.Partial(Type.Object(userRequired)).properties, ...userOptional }),
  secretBody: true,
  success: 200,
  reply: sameInBoth(reply(userReply)),
});

export const deleteUser = defineOperation({
  ...writing,
  id: 'delete-user',
  method: 'DELETE',
  path: '/users/{userId}',
  summary: 'Delete a user for good; the last agency admin stays',
  params: UserId,
  success: 200,
  reply: sameInBoth(reply({ ...bothSpellings, message: Type.String() })),
});

export const inviteUser = defineOperation({
  ...writing,
  id: 'invite-user',
  method: 'POST',
  path: '/api/users/{userId}/invite',
  summary: 'Make a link with which the user sets a password, once; an earlier one works no more',
  params: UserId,
  secretReply: true,
  success: 201,
  reply: sameInBoth(
    reply({
      userId: Type.String(),
      link: Type.String(),
      expiresAt: Type.String({ format: 'date-time' }),
    }),
  ),
});

export const setUserActive = defineOperation({
  ...writing,
  id: 'set-user-active',
  method: 'PUT',
  path: '/api/users/{userId}/active',
  summary: 'Deactivate a user, whose sessions end, or let the user sign in again',
  params: UserId,
  body: Type.Object({ active: Type.Boolean() }),
  success: 200,
  reply: sameInBoth(reply(userReply)),
});

export const getUserByLocation = defineOperation({
  ...reading,
  id: 'get-user-by-location',
  method: 'GET',
  path: '/users/',
  summary: 'List the users of a location by name; the first 1,000',
  location: 'query',
  query: Type.Object({ locationId }),
  success: 200,
  reply: sameInBoth(
    reply({ users: Type.Array(User), meta: Type.Object({ total: Type.Number() }) }),
  ),
});

export const searchUsers = defineOperation({
  ...reading,
  id: 'search-users',
  method: 'GET',
  path: '/users/search',
  summary: "Search users; a location's token finds those of its location",
  query: Type.Object({
    companyId,
    query: Type.Optional(Text(500)),
    skip,
    limit,
    locationId: Type.Optional(locationId),
    type: Type.Optional(Text(20)),
    role: Type.Optional(Text(20)),
    ids: Type.Optional(
      Type.Union([Text(3000), Type.Array(Text(100), { maxItems: 100 })], {
        description: 'At most 100, separated by commas or repeated',
      }),
    ),
    sort: Type.Optional(
      Type.Enum(['name', 'firstName', 'lastName', 'email', 'dateAdded'], {
        description: 'Default name',
      }),
    ),
    sortDirection: Type.Optional(Type.Enum(['asc', 'desc'])),
    enabled2waySync: Type.Optional(
      Type.Enum(['true', 'false'], { description: 'No user here has a two-way calendar sync' }),
    ),
  }),
  success: 200,
  reply: sameInBoth(reply({ users: Type.Array(User), count: Type.Number() })),
});

export const filterUsersByEmail = defineOperation({
  ...reading,
  id: 'filter-users-by-email',
  method: 'POST',
  path: '/users/search/filter-by-email',
  summary: 'Find users by at most 100 e-mail addresses; deleted users are not kept',
  managementOnly: true,
  adminsToo: true,
  reads: true,
  body: Type.Object({
    companyId,
    emails: Type.String({
      minLength: 1,
      maxLength: 32_000,
      description: 'Separated by commas, at most 100',
    }),
    deleted: Type.Optional(Type.Boolean()),
    skip,
    limit,
    projection: Type.Optional(
      Type.String({ maxLength: 1000, description: '"all", or names of fields; else id and email' }),
    ),
  }),
  sendInstead: {
    email: 'send emails, separated by commas',
    locationId: 'the search goes over the company',
    page: 'send skip',
    offset: 'send skip',
  },
  success: 200,
  reply: sameInBoth(
    reply({
      users: Type.Array(Type.Partial(User)),
      count: Type.Number(),
    }),
  ),
});

export const userOperations: readonly Operation[] = [
  createUser,
  getUser,
  updateUser,
  deleteUser,
  inviteUser,
  setUserActive,
  getUserByLocation,
  searchUsers,
  filterUsersByEmail,
];
