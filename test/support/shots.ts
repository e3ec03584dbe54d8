import fc from 'fast-check';
import type { Operation } from '../../contract/operation.ts';
import { anyValue, shaped, text } from './arbitraries.ts';
import { type Payload, multipartOf } from './forms.ts';
import type { RawRequest } from './raw-http.ts';
import { type SampleRequest, addressOf } from './requests.ts';

export type Edit = { name: string; value: unknown } | { name: string; remove: true };

export type BodyRecipe =
  | { kind: 'as sampled' }
  | { kind: 'edited'; edits: Edit[] }
  | { kind: 'shaped'; value: Record<string, unknown> }
  | { kind: 'any'; value: unknown }
  | { kind: 'bytes'; make(json: Buffer): Buffer };

/** How a valid request is bent: independent of the ids that it will be filled with. */
export type Recipe = {
  compatibility: 'documented' | 'observed';
  params: [string, string][];
  suffix: string;
  query: [string, string][];
  body: BodyRecipe;
  headers: [string, string][];
};

/** The bytes of a text, one character each, without those that would end a line. */
const onWire = (value: string): string =>
  Buffer.from(value, 'utf8')
    .toString('latin1')
    .replaceAll(/[^ -~\x80-\xff]/g, '');

/** Requests for an operation: most bent in one way, some in several, some not at all. */
export function recipeFor(operation: Operation): fc.Arbitrary<Recipe> {
  return fc
    .record({
      compatibility: fc.constantFrom('documented', 'observed'),
      params: mostlyNone(paramEdits(operation)),
      suffix: mostlyNone(
        fc.constantFrom('/', '//', '?', '?&', '#x', '%', '%2', '%ff', ';a=b', '/x'),
      ).map((each) => each ?? ''),
      query: mostlyNone(fc.array(queryEdit(operation), { minLength: 1, maxLength: 4 })),
      body: bodyRecipe(operation),
      headers: mostlyNone(fc.array(header, { minLength: 1, maxLength: 3 })),
    })
    .map((made) => ({
      ...made,
      params: made.params ?? [],
      query: made.query ?? [],
      headers: made.headers ?? [],
    }));
}

function mostlyNone<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc
    .option(arbitrary, { nil: undefined, freq: 4 })
    .chain((each) =>
      each === undefined
        ? fc.constant(undefined)
        : fc.boolean().map((kept) => (kept ? each : undefined)),
    );
}

function paramEdits({ path }: Operation): fc.Arbitrary<[string, string][]> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  if (names.length === 0) return fc.constant([]);
  const value = fc.oneof(
    text,
    fc.constantFrom(
      '..',
      '.',
      '%00',
      '%',
      'upsert',
      'a'.repeat(100),
      'a'.repeat(101),
      'a'.repeat(300),
    ),
  );
  return fc.tuple(fc.constantFrom(...names), value).map((edit) => [edit]);
}

function queryEdit({ query }: Operation): fc.Arbitrary<[string, string]> {
  const names = propertiesOf(query).map(([name]) => name);
  const name = fc.oneof(fc.constantFrom(...names, 'locationId', 'limit', 'x', '__proto__'), text);
  const value = fc.oneof(
    text,
    fc.integer().map(String),
    fc.constantFrom('100', '101', '0', '99999'),
  );
  return fc.tuple(name, value);
}

function bodyRecipe(operation: Operation): fc.Arbitrary<BodyRecipe> {
  const body = operation.body ?? operation.form;
  const schema = { type: 'object', properties: Object.fromEntries(propertiesOf(body)) };
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({ kind: 'as sampled' } as const) },
    {
      weight: 6,
      arbitrary: fc
        .array(bodyEdit(body), { minLength: 1, maxLength: 3 })
        .map((edits) => ({ kind: 'edited', edits }) as const),
    },
    {
      weight: body ? 6 : 0,
      arbitrary: shaped(schema).map(
        (value) => ({ kind: 'shaped', value: value as Record<string, unknown> }) as const,
      ),
    },
    { weight: 1, arbitrary: anyValue.map((value) => ({ kind: 'any', value }) as const) },
    { weight: 2, arbitrary: bentBytes.map((make) => ({ kind: 'bytes', make }) as const) },
  );
}

function bodyEdit(body: Operation['body']): fc.Arbitrary<Edit> {
  const fields = propertiesOf(body);
  const known = fields.map(([name, schema]) =>
    fc.oneof(
      { weight: 2, arbitrary: anyValue.map((value): Edit => ({ name, value })) },
      { weight: 1, arbitrary: shaped(schema).map((value): Edit => ({ name, value })) },
      { weight: 1, arbitrary: fc.constant<Edit>({ name, remove: true }) },
    ),
  );
  // Held by others, sooner or later.
  const taken = fc.constantFrom<Edit>(
    { name: 'email', value: 'jane@example.com' },
    { name: 'phone', value: '+15551234567' },
  );
  const unknown = fc.tuple(text, anyValue).map(([name, value]): Edit => ({ name, value }));
  return fc.oneof(...known, unknown, taken, taken);
}

const insert = (json: Buffer, at: number, bytes: Buffer | string): Buffer => {
  const place = json.length === 0 ? 0 : at % json.length;
  return Buffer.concat([json.subarray(0, place), Buffer.from(bytes), json.subarray(place)]);
};

/** Put into a body after its first brace: each is refused, or read as JSON means it. */
export const insertions: readonly string[] = [
  '"__proto__":{"a":1},',
  '"\\u005f_proto__":1,',
  '"constructor":{"prototype":{"a":1}},',
  '"firstName":1e400,',
  '"dateOfBirth":-1e999,',
  '"firstName":-0,',
  '"dateOfBirth":-0,',
  `"firstName":${'9'.repeat(400)},`,
  '"firstName":01,',
  '"firstName":"a","firstName":"b",',
  '"locationId":"other","locationId":1,',
  '"firstName":"\\ud800",',
  '"firstName":"\\u0000",',
  '"firstName":"\u0001",',
  `"a":${'['.repeat(64)}${']'.repeat(64)},`,
  `"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)},`,
  `"firstName":"${'x'.repeat(100_000)}",`,
  `${Array.from({ length: 2000 }, (_, each) => `"unknown${each}":1,`).join('')}`,
  `"dndSettings":{${Array.from({ length: 2000 }, (_, each) => `"c${each}":{"status":"active"}`)}},`,
  `"tags":[${Array.from({ length: 600 }, (_, each) => `"t${each}"`)}],`,
  `"tags":[${Array.from({ length: 3000 }, () => '1')}],`,
  `"customFields":[${Array.from({ length: 500 }, () => '{}')}],`,
  `"${'k'.repeat(50_000)}":1,`,
];

/** A body with that put into it. */
export const inserted = (put: string): BodyRecipe => ({
  kind: 'bytes',
  make: (json) => insert(json, 1, put),
});

/** The sampled body's bytes, damaged. */
const bentBytes: fc.Arbitrary<(json: Buffer) => Buffer> = fc.oneof(
  fc.nat().map((at) => (json: Buffer) => json.subarray(0, at % (json.length + 1))),
  fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 })).map(
    ([at, bytes]) =>
      (json: Buffer) =>
        insert(json, at, Buffer.from(bytes)),
  ),
  fc
    .constantFrom('', ' ', 'null', '[]', '""', 'true', '1', '{', '\ufeff{}', '{}{}')
    .map((whole) => () => Buffer.from(whole)),
  fc.constantFrom(...insertions).map((put) => (json: Buffer) => insert(json, 1, put)),
  fc.constant((json: Buffer) => Buffer.from(json.toString('utf8'), 'utf16le')),
  fc.constant((json: Buffer) => Buffer.concat([json, Buffer.from([0xff, 0xfe, 0x80])])),
);

const header: fc.Arbitrary<[string, string]> = fc.oneof(
  named('Version', [
    '2021-07-28',
    '2021-04-15',
    'v3',
    'V3',
    'v4',
    '',
    '2021-07-28, v3',
    'x'.repeat(900),
  ]),
  named('If-Match', [
    '"1"',
    'W/"1"',
    '*',
    '""',
    '1',
    '"-1"',
    '"999999999999999"',
    '"1", "2"',
    '"１"',
  ]),
  named('Idempotency-Key', [
    'same',
    '',
    'k'.repeat(255),
    'k'.repeat(256),
    'é',
    '"quoted key"',
    'a b',
  ]),
  named('Authorization', [
    '',
    'Bearer',
    'Bearer ',
    'Basic eDp5',
    'Bearer pit-x',
    `Bearer ${'p'.repeat(4000)}`,
  ]),
  named('Content-Type', [
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/vnd.api+json',
    'application/json;',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    '',
    'application/json, text/plain',
    `text/${'x'.repeat(3000)}`,
    '<script>',
  ]),
  named('Location-Id', ['', 'x'.repeat(20)]),
  named('Accept', ['text/html', '*/*;q=0', 'application/json']),
  named('Content-Encoding', ['gzip', 'br']),
  named('X-Forwarded-For', ['1.2.3.4', 'not an address']),
  named('Expect', ['100-continue', '200-ok']),
  named('Cookie', ['a=b', '='.repeat(2000)]),
);

function named(name: string, values: readonly string[]): fc.Arbitrary<[string, string]> {
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: text },
  );
  return value.map((each) => [name, onWire(each)]);
}

export function propertiesOf(schema: Operation['body']): [string, object][] {
  const properties = schema && 'properties' in schema ? schema.properties : undefined;
  return Object.entries(properties ?? {});
}

/** The request that a recipe makes of a valid one. */
export function bend(
  operation: Operation,
  sample: SampleRequest,
  recipe: Recipe,
  token: string,
): RawRequest {
  const { params, query, suffix, headers } = recipe;
  const bent = {
    ...sample,
    params: {
      ...sample.params,
      ...Object.fromEntries(params.map(([name, value]) => [name, value.toWellFormed()])),
    },
  };
  const edits = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  const address = addressOf(operation, bent);
  const separator = edits === '' ? '' : address.includes('?') ? '&' : '?';
  const payload = bodyOf(sample, recipe.body);
  const usual: [string, string][] = [
    ['Authorization', `Bearer ${token}`],
    ['Version', '2021-07-28'],
    ...(payload ? [['Content-Type', payload.contentType] as [string, string]] : []),
  ];
  const replaced = new Set(headers.map(([name]) => name));
  return {
    method: operation.method,
    target: onWire(`${address}${separator}${edits}${suffix}`).replaceAll(' ', ''),
    headers: [...usual.filter(([name]) => !replaced.has(name)), ...headers],
    body: payload?.bytes,
  };
}

/** A form has texts only. */
function textsOf(value: object): Record<string, string> {
  const entries = Object.entries(value).map(([name, each]) => [
    name,
    typeof each === 'string' ? each : JSON.stringify(each),
  ]);
  return Object.fromEntries(entries);
}

/** Some raw, some escaped: both arrive. */
function encode(part: string): string {
  return part.length % 3 === 0 && /^[!-~]*$/.test(part)
    ? part
    : encodeURIComponent(part.toWellFormed());
}

function bodyOf(sample: SampleRequest, recipe: BodyRecipe): Payload | undefined {
  const sampled = sample.form?.fields ?? sample.body;
  const json = (value: unknown): Payload =>
    sample.form && typeof value === 'object' && value !== null && !Array.isArray(value)
      ? multipartOf({ ...sample.form, fields: textsOf(value) })
      : { contentType: 'application/json', bytes: Buffer.from(JSON.stringify(value)) };
  switch (recipe.kind) {
    case 'as sampled':
      return sampled && json(sampled);
    case 'any':
      return json(recipe.value);
    case 'bytes': {
      const { contentType, bytes } = json(sampled ?? {});
      return { contentType, bytes: recipe.make(bytes) };
    }
    case 'shaped': {
      const { locationId } = sampled ?? {};
      return json({ ...recipe.value, ...(locationId !== undefined && { locationId }) });
    }
    case 'edited': {
      const body: Record<string, unknown> = { ...sampled };
      for (const edit of recipe.edits) {
        if ('remove' in edit) delete body[edit.name];
        else
          Object.defineProperty(body, edit.name, {
            value: edit.value,
            enumerable: true,
            configurable: true,
            writable: true,
          });
      }
      return json(body);
    }
    default:
      return recipe satisfies never;
  }
}
