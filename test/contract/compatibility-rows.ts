import { STATUS_CODES } from 'node:http';
import type { Call } from '../support/server.ts';

/** What a row needs: a location with one contact, some tokens, and ids of another location. */
export type World = {
  locationId: string;
  token: string;
  readOnly: string;
  expired: string;
  revoked: string;
  contactId: string;
  foreignLocationId: string;
  foreignContactId: string;
};
export type Request = [method: string, path: string, options?: Call];
export type Expected = { status: number; body: object };
export type Row = {
  name: string;
  request: (world: World) => Request;
  documented: (world: World) => Expected;
  observed: (world: World) => Expected;
};

export const jane = { firstName: 'Jane', lastName: 'Smith', email: 'jane@example.com' };

const refusal = (status: number, message: unknown, extra: object = {}): Expected => ({
  status,
  body: { statusCode: status, message, error: STATUS_CODES[status], ...extra },
});
const always = (expected: Expected) => (): Expected => expected;
/** A refusal that names one field. */
const ours = (status: number, code: string, field: string, message: string, listed = false) =>
  always(refusal(status, listed ? [message] : message, { code, fields: [{ field, message }] }));

const invalid = (field: string, message: string) => ({
  documented: ours(422, 'validation_failed', field, message, true),
  observed: always(refusal(422, [message])),
});
const noBody = {
  documented: always(
    refusal(400, 'The request needs a JSON object as its body', { code: 'body_required' }),
  ),
  observed: always(refusal(422, ['The request needs a JSON object as its body'])),
};
const noLocation = (message: string) => ({
  documented: ours(400, 'location_required', 'locationId', message),
  observed: always(refusal(422, [message])),
});
const unknownId = (id: (world: World) => string) => ({
  documented: (world: World) =>
    refusal(404, `Contact with id ${id(world)} not found`, { code: 'contact_not_found' }),
  observed: (world: World) => refusal(400, `Contact with id ${id(world)} not found`),
});
/** A refused token names no integration, so the server's own compatibility answers. */
const byDefault = (status: number, code: string, message: string) => ({
  documented: always(refusal(status, message, { code })),
  observed: always(refusal(status, message, { code })),
});
const badToken = byDefault(401, 'token_invalid', 'Invalid Private Integration token');
const duplicate = {
  documented: (world: World) =>
    refusal(422, 'This location does not allow duplicated contacts.', {
      code: 'duplicate_contact',
      meta: metaOf(world),
    }),
  observed: (world: World) =>
    refusal(400, 'This location does not allow duplicated contacts.', { meta: metaOf(world) }),
};
const metaOf = ({ contactId }: World) => ({
  contactId,
  contactName: 'Jane Smith',
  matchingField: 'email',
});
const foreignLocation = {
  documented: ({ locationId }: World) =>
    refusal(403, 'The token does not have access to this location.', {
      code: 'location_forbidden',
      tokenLocationId: locationId,
    }),
  observed: always(refusal(401, 'This location is not accessible from this token!')),
};
const noScope = (scope: string) => ({
  documented: always(
    refusal(401, 'The token is not authorized for this scope.', {
      code: 'scope_missing',
      requiredScopes: [scope],
      hint:
        `npx groundlevel token create --scopes contacts,${scope} makes a token that has it; ` +
        'PUT /api/locations/{locationId}/integrations/{integrationId} changes the scopes of one.',
    }),
  ),
  observed: always(refusal(401, 'The token is not authorized for this scope.')),
});

const create = (body: unknown): Request => ['POST', '/contacts/', { body }];

const bodyRows: Row[] = [
  {
    name: 'no locationId',
    request: () => create({ firstName: 'Jane' }),
    ...noLocation('locationId should not be empty'),
  },
  {
    name: 'an empty locationId',
    request: () => create({ locationId: ' ' }),
    ...noLocation('locationId should not be empty'),
  },
  {
    name: 'a locationId of the wrong type',
    request: () => create({ locationId: 7 }),
    ...noLocation('locationId must be a string'),
  },
  {
    name: 'no locationId in the query',
    request: () => ['GET', '/contacts/'],
    ...noLocation('locationId should not be empty'),
  },
  { name: 'no body', request: () => create(undefined), ...noBody },
  { name: 'an array as body', request: () => create([]), ...noBody },
  { name: 'a text as body', request: () => create('"x"'), ...noBody },
  { name: 'null as body', request: () => create('null'), ...noBody },
  {
    name: 'no body on an update',
    request: ({ contactId }) => ['PUT', `/contacts/${contactId}`],
    ...noBody,
  },
  {
    name: 'malformed JSON',
    request: () => create('{"locationId":\n  nope}'),
    documented: always(
      refusal(400, 'The body is not valid JSON: unexpected "n" (line 2, column 3)', {
        code: 'invalid_json',
        line: 2,
        column: 3,
      }),
    ),
    observed: always(refusal(400, 'The body is not valid JSON: unexpected "n" (line 2, column 3)')),
  },
];

const valueRows: Row[] = [
  {
    name: 'a wrong type',
    request: ({ locationId }) => create({ locationId, dnd: 'yes' }),
    ...invalid('dnd', 'dnd must be boolean'),
  },
  {
    name: 'an e-mail that is none',
    request: ({ locationId }) => create({ locationId, email: 'no address' }),
    ...invalid('email', 'email must be an email'),
  },
  {
    name: 'a phone of an impossible length',
    request: ({ locationId }) => create({ locationId, phone: '+1555123' }),
    ...invalid('phone', 'phone must have a length that its country has'),
  },
  {
    name: 'a date that does not exist',
    request: ({ locationId }) => create({ locationId, dateOfBirth: '1990-02-30' }),
    ...invalid(
      'dateOfBirth',
      'dateOfBirth must be a date such as 1990-09-25: YYYY-MM-DD or MM-DD-YYYY, ' +
        'with - / . or _ between',
    ),
  },
  {
    name: 'an option that is none',
    request: ({ locationId }) => create({ locationId, dndSettings: { SMS: { status: 'maybe' } } }),
    ...invalid(
      'dndSettings.SMS.status',
      'dndSettings.SMS.status must be one of active, inactive, permanent',
    ),
  },
  {
    name: 'a limit that is no number',
    request: ({ locationId }) => ['GET', `/contacts/?locationId=${locationId}&limit=ten`],
    ...invalid('limit', 'limit must be a whole number'),
  },
];

const recordRows: Row[] = [
  {
    name: 'a duplicate on create',
    request: ({ locationId }) => create({ locationId, email: 'JANE@example.com ' }),
    ...duplicate,
  },
  {
    name: 'an unknown contact id',
    request: () => ['GET', '/contacts/lookup'],
    ...unknownId(() => 'lookup'),
  },
  {
    name: 'an unknown contact id on an update',
    request: () => ['PUT', '/contacts/lookup', { body: { city: 'Bonn' } }],
    ...unknownId(() => 'lookup'),
  },
  {
    name: 'an unknown contact id on a delete',
    request: () => ['DELETE', '/contacts/lookup'],
    ...unknownId(() => 'lookup'),
  },
  {
    name: "the id of another location's contact",
    request: ({ foreignContactId }) => ['GET', `/contacts/${foreignContactId}`],
    ...unknownId(({ foreignContactId }) => foreignContactId),
  },
];

const callerRows: Row[] = [
  {
    name: 'no token',
    request: () => ['GET', '/contacts/x', { token: null }],
    ...byDefault(401, 'token_missing', 'Authorization header with a Bearer token is required'),
  },
  {
    name: 'an expired token',
    request: ({ expired }) => ['GET', '/contacts/x', { token: expired }],
    ...badToken,
  },
  {
    name: 'a revoked token',
    request: ({ revoked }) => ['GET', '/contacts/x', { token: revoked }],
    ...badToken,
  },
  {
    name: 'a token without the scope',
    request: ({ readOnly, locationId }) => [
      'POST',
      '/contacts',
      { token: readOnly, body: { locationId } },
    ],
    ...noScope('contacts.write'),
  },
  {
    name: 'a foreign locationId in the body',
    request: ({ foreignLocationId }) => create({ locationId: foreignLocationId }),
    ...foreignLocation,
  },
  {
    name: 'a foreign locationId in the query',
    request: ({ foreignLocationId }) => ['GET', `/contacts/?locationId=${foreignLocationId}`],
    ...foreignLocation,
  },
  {
    name: 'a foreign locationId in the path',
    request: ({ foreignLocationId }) => ['GET', `/locations/${foreignLocationId}`],
    ...foreignLocation,
  },
];

/** The refusals of the table in the design, one row each, with whole bodies but for the trace id. */
export const refusals: readonly Row[] = [...bodyRows, ...valueRows, ...recordRows, ...callerRows];
