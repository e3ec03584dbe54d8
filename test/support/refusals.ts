import Value from 'typebox/value';
import type { TSchema } from 'typebox';
import type { Operation } from '../../contract/operation.ts';
import type { ErrorCode } from '../../src/errors/catalogue.ts';
import {
  type CompatibilityName,
  compatibilities,
  statusOf,
} from '../../src/access/compatibility.ts';
import type { SampleRequest } from './requests.ts';

/** Whose token a refused request comes with; `right` is one that may do it. */
export type Bearer = 'right' | 'unknown' | 'nobody' | 'without the scope' | 'a location';

/** A request that is refused, made from a valid one. */
export type Refused = {
  request: SampleRequest;
  /** The body as it goes out, where it is no JSON. */
  text?: string;
  headers?: Record<string, string>;
  withoutVersion?: true;
  /** A text that the message must hold. */
  tells?: string;
};

export type Others = { locationId: string; ownId: string; unknownId: string };

export type Refusal = {
  operation: Operation;
  mode: CompatibilityName;
  code: ErrorCode;
  status: number;
  bearer: Bearer;
  /** Each must be named by the answer. */
  fields: readonly string[];
  change(valid: SampleRequest, others: Others): Refused;
};

type Draft = Pick<Refusal, 'code' | 'change'> &
  Partial<Pick<Refusal, 'bearer' | 'fields'>> & { modes?: readonly CompatibilityName[] };

/** Every way in which an operation refuses that follows from its contract alone. */
export function refusalsOf(operation: Operation, mode: CompatibilityName): Refusal[] {
  return [
    ...ofTokens(operation),
    ...ofLocations(operation),
    ...ofBodies(operation),
    ...ofForms(operation),
    ...ofAddresses(operation),
    ...ofHeaders(operation),
  ]
    .filter(({ modes }) => modes?.includes(mode) ?? true)
    .map(({ code, change, bearer = 'right', fields = [] }) => {
      const status = statusOf(code, compatibilities[mode]);
      return { operation, mode, code, status, bearer, fields, change };
    });
}

const unchanged = (request: SampleRequest): Refused => ({ request });

/** Of the token's own location: another one is refused before the kind of the token is. */
const ofItsOwn: Draft['change'] = (request, { ownId }) => ({
  request: request.params?.['locationId']
    ? { ...request, params: { ...request.params, locationId: ownId } }
    : request,
});

function ofTokens({ managementOnly }: Operation): Draft[] {
  return [
    { code: 'token_invalid', bearer: 'unknown', change: unchanged },
    { code: 'token_missing', bearer: 'nobody', change: unchanged },
    { code: 'scope_missing', bearer: 'without the scope', change: unchanged },
    ...(managementOnly
      ? [{ code: 'management_token_required', bearer: 'a location', change: ofItsOwn } as const]
      : []),
  ];
}

function ofLocations(operation: Operation): Draft[] {
  const { location, managementOnly } = operation;
  const repeatsOwn: Draft = {
    code: 'location_forbidden',
    modes: ['documented'],
    change: ({ body, ...rest }, others) => ({
      request: { ...rest, body: { ...body, locationId: others.locationId } },
    }),
  };
  if (location === 'token') return operation.body && !managementOnly ? [repeatsOwn] : [];
  if (location === 'none') return [];
  const naming = (request: SampleRequest, locationId: string): SampleRequest =>
    location === 'path'
      ? { ...request, params: { ...request.params, locationId } }
      : { ...request, [location]: { ...request[location], locationId } };
  const foreign: Draft = managementOnly
    ? {
        code: 'location_not_found',
        change: (request, { unknownId }) => ({
          request: naming(request, unknownId),
          tells: unknownId,
        }),
      }
    : {
        code: 'location_forbidden',
        change: (request, others) => ({ request: naming(request, others.locationId) }),
      };
  if (location === 'path') return [foreign];
  const missing: Draft = {
    code: 'location_required',
    fields: ['locationId'],
    change: (request) => {
      const { locationId: _left, ...rest } = request[location] ?? {};
      return { request: { ...request, [location]: rest } };
    },
  };
  return [foreign, missing];
}

function ofBodies({ body: schema }: Operation): Draft[] {
  if (!schema) return [];
  const wrong = wrongValues(schema);
  return [
    { code: 'invalid_json', change: (request) => ({ request, text: '{"a": ' }) },
    { code: 'body_required', change: (request) => ({ request, text: '[1]' }) },
    {
      code: 'validation_failed',
      modes: ['observed'],
      fields: ['colour'],
      change: ({ body, ...rest }) => ({ request: { ...rest, body: { ...body, colour: 'red' } } }),
    },
    ...(Object.keys(wrong).length === 0
      ? []
      : [
          {
            code: 'validation_failed',
            fields: Object.keys(wrong),
            change: ({ body, ...rest }: SampleRequest) => ({
              request: { ...rest, body: { ...body, ...wrong } },
            }),
          } as const,
        ]),
  ];
}

function ofForms({ form: schema }: Operation): Draft[] {
  if (!schema) return [];
  const names = 'properties' in schema ? Object.keys(schema.properties ?? {}) : [];
  const tooLong = Object.fromEntries(names.map((name) => [name, 'x'.repeat(5000)]));
  const withFields = (fields: Record<string, string>): Draft['change'] => {
    return ({ form = { fields: {}, files: [] }, ...rest }) => ({
      request: { ...rest, form: { ...form, fields: { ...form.fields, ...fields } } },
    });
  };
  const damaged = { 'content-type': 'multipart/form-data; boundary=x' };
  return [
    { code: 'invalid_form', change: (request) => ({ request, text: '--y', headers: damaged }) },
    { code: 'unsupported_media_type', change: (request) => ({ request, text: '{}' }) },
    { code: 'validation_failed', fields: names, change: withFields(tooLong) },
    {
      code: 'validation_failed',
      modes: ['observed'],
      fields: ['colour'],
      change: withFields({ colour: 'red' }),
    },
  ];
}

function ofAddresses(operation: Operation): Draft[] {
  const records = recordsIn(operation);
  const [first] = filtersIn(operation);
  return [
    ...records.map(
      (name): Draft => ({
        code: notFoundOf(name),
        change: ({ params, ...rest }, { unknownId }) => ({
          request: { ...rest, params: { ...params, [name]: unknownId } },
          tells: unknownId,
        }),
      }),
    ),
    ...paramsIn(operation).map(
      (name): Draft => ({
        code: 'validation_failed',
        fields: [name],
        change: ({ params, ...rest }) => ({
          request: { ...rest, params: { ...params, [name]: 'a\0b' } },
        }),
      }),
    ),
    ...(first === undefined
      ? []
      : [
          {
            code: 'validation_failed',
            fields: [first],
            change: ({ query, ...rest }: SampleRequest) => ({
              request: { ...rest, query: { ...query, [first]: 'a\0b' } },
            }),
          } as const,
        ]),
  ];
}

function ofHeaders({ method, ifMatch }: Operation): Draft[] {
  const header =
    (name: string, value: string) =>
    (request: SampleRequest): Refused => ({ request, headers: { [name]: value } });
  return [
    {
      code: 'version_missing',
      modes: ['observed'],
      change: (request) => ({ request, withoutVersion: true }),
    },
    ...(method === 'POST'
      ? [
          {
            code: 'idempotency_key_invalid',
            fields: ['Idempotency-Key'],
            change: header('idempotency-key', 'two words'),
          } as const,
        ]
      : []),
    ...(ifMatch
      ? [
          {
            code: 'if_match_invalid',
            fields: ['If-Match'],
            change: header('if-match', 'none'),
          } as const,
        ]
      : []),
  ];
}

function notFoundOf(name: string): ErrorCode {
  if (name === 'contactId') return 'contact_not_found';
  return name === 'integrationId' ? 'integration_not_found' : 'record_not_found';
}

/** Names in the path, but for the location, which is checked before. */
function paramsIn({ path }: Operation): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => String(name))
    .filter((name) => name !== 'locationId');
}

/** Those that name a record, not a kind of it. */
export function recordsIn(operation: Operation): string[] {
  return paramsIn(operation).filter((name) => /(?:^i|I)d$/.test(name));
}

export function filtersIn({ query }: Operation): string[] {
  return Object.keys(propertiesOf(query)).filter((name) => name !== 'locationId');
}

export function hasParams(operation: Operation): boolean {
  return paramsIn(operation).length > 0;
}

const mostFields = 40;

/** A value of a wrong type for each field that has a type. */
function wrongValues(schema: TSchema): Record<string, unknown> {
  const found = Object.entries(propertiesOf(schema)).flatMap(([name, property]) => {
    if (name === 'locationId') return [];
    const wrong = [7, 'wrong', true, {}].find((each) => !Value.Check(property, each));
    return wrong === undefined ? [] : [[name, wrong] as const];
  });
  return Object.fromEntries(found.slice(0, mostFields));
}

function propertiesOf(schema: TSchema | undefined): Record<string, TSchema> {
  const found = schema && 'properties' in schema ? schema.properties : {};
  // The properties of an object schema are schemas.
  return (found ?? {}) as Record<string, TSchema>;
}
