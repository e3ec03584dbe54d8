import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth } from '../operation.ts';
import { NullableText, Text, WholeNumber, reply } from '../primitives.ts';

const LocationId = Type.Object({ locationId: Text(100) });

const profileTexts = {
  phone: Type.Optional(NullableText(50)),
  email: Type.Optional(NullableText(320)),
  address: Type.Optional(NullableText(1000)),
  city: Type.Optional(NullableText(200)),
  state: Type.Optional(NullableText(200)),
  postalCode: Type.Optional(NullableText(50)),
  website: Type.Optional(NullableText(2000)),
};

const social = Type.Object(
  Object.fromEntries(
    [
      'facebookUrl',
      'googlePlus',
      'linkedIn',
      'foursquare',
      'twitter',
      'yelp',
      'instagram',
      'youtube',
      'pinterest',
      'blogRss',
      'googlePlacesId',
    ].map((name) => [name, Type.Optional(Text(2000))]),
  ),
  { additionalProperties: Text(2000), maxProperties: 50 },
);

const settings = Type.Object({
  allowDuplicateContact: Type.Optional(Type.Boolean()),
  allowDuplicateOpportunity: Type.Optional(Type.Boolean()),
  allowFacebookNameMerge: Type.Optional(Type.Boolean()),
  disableContactTimezone: Type.Optional(Type.Boolean()),
  contactUniqueIdentifiers: Type.Optional(
    Type.Array(Type.Enum(['email', 'phone']), { minItems: 1, maxItems: 2 }),
  ),
});

export const Location = Type.Object({
  id: Type.String(),
  companyId: Type.String(),
  name: Type.String(),
  country: Type.String(),
  timezone: Type.String(),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  address: Type.Optional(Type.String()),
  city: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
  postalCode: Type.Optional(Type.String()),
  website: Type.Optional(Type.String()),
  business: Type.Record(Type.String(), Type.Unknown()),
  social: social,
  settings: settings,
  dateAdded: Type.String(),
  dateUpdated: Type.String(),
});

export const getLocation = defineOperation({
  id: 'get-location',
  method: 'GET',
  path: '/locations/{locationId}',
  summary: 'Read the business profile and settings of a location',
  tag: 'Locations',
  scope: 'locations.readonly',
  location: 'path',
  params: LocationId,
  success: 200,
  reply: sameInBoth(reply({ location: Location })),
});

const sentProfile = {
  country: Type.Optional(Text(100)),
  timezone: Type.Optional(Text(100)),
  ...profileTexts,
  social: Type.Optional(social),
  settings: Type.Optional(settings),
};
const companyId = Type.String({ minLength: 1, maxLength: 100 });

export const createLocation = defineOperation({
  id: 'create-location',
  method: 'POST',
  path: '/locations/',
  summary: 'Create a location',
  tag: 'Locations',
  scope: 'locations.write',
  managementOnly: true,
  location: 'none',
  body: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 200 }),
    companyId,
    ...sentProfile,
  }),
  unpublishedBody: ['email'],
  unstoredBody: ['prospectInfo', 'twilio', 'mailgun', 'snapshotId'],
  blankIsUnsent: true,
  success: 200,
  reply: sameInBoth(Type.Intersect([Location, reply({})])),
});

export const searchLocations = defineOperation({
  id: 'search-locations',
  method: 'GET',
  path: '/locations/search',
  summary: "Search locations, oldest first; a location's token finds its own",
  tag: 'Locations',
  scope: 'locations.readonly',
  location: 'none',
  query: Type.Object({
    companyId: Type.Optional(companyId),
    email: Type.Optional(Text(320)),
    skip: Type.Optional(WholeNumber(100, 'How many to leave out; up to 10,000')),
    limit: Type.Optional(WholeNumber(100, '1 to 100, default 10')),
    order: Type.Optional(Type.Enum(['asc', 'desc'])),
  }),
  success: 200,
  reply: sameInBoth(
    reply({ locations: Type.Array(Location), meta: Type.Object({ total: Type.Number() }) }),
  ),
});

export const deleteLocation = defineOperation({
  id: 'delete-location',
  method: 'DELETE',
  path: '/locations/{locationId}',
  summary: 'Delete a location with all it holds, for good; the last one stays',
  tag: 'Locations',
  scope: 'locations.write',
  managementOnly: true,
  location: 'path',
  params: LocationId,
  query: Type.Object({ deleteTwilioAccount: Type.Optional(Type.Enum(['true', 'false'])) }),
  success: 200,
  reply: sameInBoth(reply({ success: Type.Boolean(), message: Type.String() })),
});

export const getTimezones = defineOperation({
  id: 'get-timezones',
  method: 'GET',
  path: '/locations/{locationId}/timezones',
  alsoAt: ['/locations/{locationId}/timeZones'],
  summary: 'List the time zones that a location or contact can have',
  tag: 'Locations',
  scope: 'locations.readonly',
  location: 'path',
  params: LocationId,
  success: 200,
  reply: sameInBoth(reply({ timeZones: Type.Array(Type.String()) })),
});

export const putLocation = defineOperation({
  id: 'put-location',
  method: 'PUT',
  path: '/locations/{locationId}',
  summary: 'Change the business profile and settings of a location',
  tag: 'Locations',
  scope: 'locations.write',
  managementOnly: true,
  adminsToo: true,
  location: 'path',
  params: LocationId,
  body: Type.Object({
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    companyId: Type.Optional(companyId),
    ...sentProfile,
  }),
  unstoredBody: ['prospectInfo', 'twilio', 'mailgun', 'snapshot'],
  success: 200,
  reply: sameInBoth(Type.Intersect([Location, reply({})])),
});

export const locationOperations: readonly Operation[] = [
  getLocation,
  putLocation,
  createLocation,
  deleteLocation,
  searchLocations,
  getTimezones,
];
