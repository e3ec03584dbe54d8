import Type from 'typebox';
import { ListedContact } from '../contacts/contact-schemas.ts';
import { type Operation, defineOperation, sameInBoth } from '../operation.ts';
import { NullableText, Text, WholeNumber, reply } from '../primitives.ts';

const BusinessId = Type.Object({ businessId: Text(100) });
const locationId = Type.String({ minLength: 1, maxLength: 100 });
const name = Type.String({ minLength: 1, maxLength: 500 });

const details = {
  phone: Type.Optional(NullableText(50)),
  email: Type.Optional(NullableText(320)),
  website: Type.Optional(NullableText(2000)),
  address: Type.Optional(NullableText(1000)),
  city: Type.Optional(NullableText(200)),
  postalCode: Type.Optional(NullableText(50)),
  state: Type.Optional(NullableText(200)),
  country: Type.Optional(NullableText(100)),
  description: Type.Optional(NullableText(5000)),
};

const By = Type.Optional(Type.Record(Type.String(), Type.Unknown()));
const text = Type.Optional(Type.String());

export const Business = Type.Object({
  id: Type.String({ description: '24 hexadecimal digits' }),
  locationId: Type.String(),
  name: Type.String(),
  phone: text,
  email: text,
  website: text,
  address: text,
  city: text,
  postalCode: text,
  state: text,
  country: text,
  description: text,
  createdBy: By,
  updatedBy: By,
  createdAt: Type.String({ format: 'date-time' }),
  updatedAt: Type.String({ format: 'date-time' }),
});

/** `buiseness` is the published spelling, in both versions. */
const Written = reply({ success: Type.Boolean(), buiseness: Business });

export const createBusiness = defineOperation({
  id: 'create-business',
  method: 'POST',
  path: '/businesses/',
  summary: 'Create a business',
  tag: 'Businesses',
  scope: 'businesses.write',
  location: 'body',
  body: Type.Object({ locationId, name, ...details }),
  blankIsUnsent: true,
  success: 201,
  reply: sameInBoth(Written),
});

export const getBusiness = defineOperation({
  id: 'get-business',
  method: 'GET',
  path: '/businesses/{businessId}',
  summary: 'Read a business',
  tag: 'Businesses',
  scope: 'businesses.readonly',
  location: 'token',
  params: BusinessId,
  success: 200,
  reply: sameInBoth(reply({ business: Business })),
});

export const getBusinesses = defineOperation({
  id: 'get-businesses-by-location',
  method: 'GET',
  path: '/businesses/',
  summary: 'List the businesses of a location, oldest first',
  tag: 'Businesses',
  scope: 'businesses.readonly',
  location: 'query',
  query: Type.Object({
    locationId,
    limit: Type.Optional(WholeNumber(100, '1 to 100, default 100')),
    skip: Type.Optional(WholeNumber(9, 'How many to leave out, default 0')),
  }),
  success: 200,
  reply: sameInBoth(
    reply({
      businesses: Type.Array(Business),
      meta: Type.Object({ total: Type.Number() }),
    }),
  ),
});

export const updateBusiness = defineOperation({
  id: 'update-business',
  method: 'PUT',
  path: '/businesses/{businessId}',
  summary: 'Change the fields that are sent; null clears one',
  tag: 'Businesses',
  scope: 'businesses.write',
  location: 'token',
  params: BusinessId,
  body: Type.Object({
    locationId: Type.Optional(locationId),
    name: Type.Optional(name),
    ...details,
  }),
  unpublishedBody: ['locationId'],
  success: 200,
  reply: sameInBoth(Written),
});

export const deleteBusiness = defineOperation({
  id: 'delete-Business',
  method: 'DELETE',
  path: '/businesses/{businessId}',
  summary: 'Delete a business; its contacts stay, without it',
  tag: 'Businesses',
  scope: 'businesses.write',
  location: 'token',
  params: BusinessId,
  success: 200,
  reply: sameInBoth(reply({ success: Type.Boolean() })),
});

const mostIds = 1000;

export const setContactsBusiness = defineOperation({
  id: 'add-remove-contact-from-business',
  method: 'POST',
  path: '/contacts/bulk/business',
  summary: `Put at most ${mostIds} contacts into a business; a businessId of null takes them off theirs`,
  tag: 'Businesses',
  scope: 'contacts.write',
  location: 'body',
  body: Type.Object({
    locationId,
    ids: Type.Array(Text(100), { maxItems: mostIds }),
    businessId: NullableText(100),
  }),
  success: 200,
  reply: sameInBoth(
    reply({
      success: Type.Boolean({ description: 'Whether any of them could be done' }),
      ids: Type.Array(Type.String(), { description: 'Those that are as asked for now' }),
      errors: Type.Optional(
        Type.Array(Type.Object({ id: Type.String(), message: Type.String() }), {
          description: 'The others; absent when there are none',
        }),
      ),
    }),
  ),
});

export const getContactsByBusiness = defineOperation({
  id: 'get-contacts-by-businessId',
  method: 'GET',
  path: '/contacts/business/{businessId}',
  summary: 'List the contacts of a business by name',
  tag: 'Businesses',
  scope: 'contacts.readonly',
  location: 'query',
  params: BusinessId,
  query: Type.Object({
    locationId,
    limit: Type.Optional(WholeNumber(100, '1 to 100, default 25')),
    skip: Type.Optional(WholeNumber(9, 'How many to leave out, default 0')),
    query: Type.Optional(Text(500)),
    startAfter: Type.Optional(
      Type.Union([Text(1100), Type.Array(Text(1100), { minItems: 2, maxItems: 2 })], {
        description: 'startAfter of the last contact seen: `name,id`, or repeated',
      }),
    ),
  }),
  success: 200,
  reply: sameInBoth(
    reply({
      contacts: Type.Array(ListedContact),
      count: Type.Number({ description: 'How many there are in all' }),
      meta: Type.Object({ total: Type.Number() }),
    }),
  ),
});

export const businessOperations: readonly Operation[] = [
  createBusiness,
  getBusiness,
  getBusinesses,
  updateBusiness,
  deleteBusiness,
  setContactsBusiness,
  getContactsByBusiness,
];
