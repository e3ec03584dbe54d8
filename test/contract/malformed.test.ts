import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contactOf, untraced } from '../support/answers.ts';
import { type Answer, type Call, type TestServer, startServer } from '../support/server.ts';

let server: TestServer;
let locationId = '';
before(async () => {
  server = await startServer();
  ({ locationId } = server.own);
});
after(async () => {
  await server.close();
  assert.deepEqual(server.faults, [], 'nothing here is a fault of the server');
});

const post = (body: unknown, options: Call = {}): Promise<Answer> =>
  server.call('POST', '/contacts', { body, ...options });
const total = async (): Promise<unknown> =>
  (await server.call('GET', `/contacts/?locationId=${locationId}`)).body.meta?.['total'];

/** A refusal with these facts, that gives nothing of the inside away. */
function refused(answer: Answer, status: number, code: string): Record<string, unknown> {
  assert.equal(answer.status, status, answer.text.slice(0, 500));
  assert.equal(answer.body.code, code);
  assert.equal(answer.body.statusCode, status);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
  assert.doesNotMatch(answer.text, /\bat .+:\d+:\d+|node_modules|\.ts\b|FST_|Error:/);
  return untraced(answer);
}

test('malformed JSON is refused with its place', async () => {
  for (const [text, line, column] of [
    ['{', 1, 2],
    ['{"locationId": "x",}', 1, 20],
    ['{\n  "locationId": "x"\n  "email": "y"\n}', 3, 3],
    ["{'locationId': 1}", 1, 2],
    ['{"a": undefined}', 1, 7],
    ['{"a": NaN}', 1, 7],
    ['{"a": 01}', 1, 7],
    ['nope', 1, 1],
    ['{}{}', 1, 3],
  ] as const) {
    const body = refused(await post(text), 400, 'invalid_json');
    assert.deepEqual([body['line'], body['column']], [line, column], text);
    const place = `(line ${line}, column ${column})`;
    assert.ok(String(body['message']).endsWith(place), String(body['message']));
  }
});

test('nesting is taken up to 64 levels and refused beyond', async () => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
  // Two levels are the body and the list of fields, one the field.
  const body = (levels: number): string =>
    `{"locationId":"${locationId}","customFields":[{"id":"deep","value":${nested(levels - 3)}}]}`;
  contactOf(await post(body(64)), 201);
  for (const levels of [65, 100_000]) {
    const answer = refused(await post(body(levels)), 400, 'invalid_json');
    assert.match(String(answer['message']), /nested deeper than 64/);
  }
});

test('__proto__ is refused wherever it stands, and is no way to set anything', async () => {
  const before = await total();
  for (const text of [
    `{"locationId":"${locationId}","__proto__":{"firstName":"x"}}`,
    `{"locationId":"${locationId}","dndSettings":{"__proto__":{"status":"active"}}}`,
    `{"locationId":"${locationId}","\\u005f\\u005fproto__":{}}`,
  ]) {
    const body = refused(await post(text), 400, 'invalid_json');
    assert.match(String(body['message']), /__proto__/);
  }
  assert.equal(await total(), before);
  const inherited = `{"locationId":"${locationId}","constructor":{"prototype":{"polluted":1}}}`;
  const made = await post(inherited);
  contactOf(made, 201);
  assert.deepEqual(made.body.warnings, ['property constructor is not known and was ignored']);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('a body of 1 MiB is read and a larger one refused, with the limit', async () => {
  const limit = 1_048_576;
  const around = (length: number): string => {
    const frame = `{"locationId":"${locationId}","unknown":""}`;
    return frame.replace('""', `"${'x'.repeat(length - frame.length)}"`);
  };
  contactOf(await post(around(limit)), 201);
  const body = refused(await post(around(limit + 1)), 413, 'payload_too_large');
  assert.equal(body['message'], `The body is over the limit of ${limit} bytes`);
});

test('another type of content is refused by name', async () => {
  const json = JSON.stringify({ locationId });
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'json',
  ]) {
    const answer = await post(json, { headers: { 'content-type': type } });
    const body = refused(answer, 415, 'unsupported_media_type');
    assert.ok(String(body['message']).includes(type), String(body['message']));
    assert.match(String(body['message']), /application\/json/);
  }
});

test('what is no route says so, with or without a token, whatever the body', async () => {
  const malformed = { body: '{', token: null };
  for (const [method, path, options] of [
    ['GET', '/x', {}],
    ['GET', '/contact', { token: null }],
    ['PATCH', '/contacts/x', {}],
    ['PUT', '/contacts', { body: {} }],
    ['DELETE', '/contacts', {}],
    ['POST', '/contacts/x/y/z', malformed],
    ['POST', '/x', { ...malformed, body: 'x'.repeat(2_000_000) }],
    ['POST', '/v3/contacts', { body: {} }],
  ] as const) {
    const body = refused(await server.call(method, path, options), 404, 'route_not_found');
    assert.equal(body['message'], `Cannot ${method} ${path}`);
  }
  const query = refused(await server.call('GET', '/x?token=secret'), 404, 'route_not_found');
  assert.equal(query['message'], 'Cannot GET /x', 'a query can hold what is not to be repeated');
});

test('an address that is too long, or no address, is refused', async () => {
  refused(await server.call('GET', `/contacts/${'x'.repeat(201)}`), 414, 'uri_too_long');
  refused(await server.call('GET', '/contacts/%E0%A4%A'), 400, 'bad_request');
  refused(await server.call('GET', '/contacts/%ff'), 400, 'bad_request');
  const unknown = await server.call('GET', `/contacts/${'x'.repeat(200)}`);
  refused(unknown, 404, 'contact_not_found');
});

test('NUL and half characters are refused by the name of their field', async () => {
  for (const [text, field] of [
    [`{"locationId":"${locationId}","firstName":"a\\u0000b"}`, 'firstName'],
    [`{"locationId":"${locationId}","city":"\\ud83d"}`, 'city'],
    [`{"locationId":"${locationId}","tags":["ok","\\udc00"]}`, 'tags.1'],
    [
      `{"locationId":"${locationId}","customFields":[{"id":"a","value":{"b":"\\u0000"}}]}`,
      'customFields.0.value.b',
    ],
  ] as const) {
    const body = refused(await post(text), 422, 'validation_failed');
    assert.deepEqual(body['fields'], [
      { field, message: `${field} must be well-formed text without NUL` },
    ]);
  }
  const query = await server.call('GET', `/contacts/?locationId=${locationId}&query=%00`);
  assert.equal(refused(query, 422, 'validation_failed')['fields'] !== undefined, true);
  const path = await server.call('GET', '/contacts/a%00b');
  refused(path, 422, 'validation_failed');
});

test('unusual texts are stored and come back as they were sent', async () => {
  for (const firstName of [
    'naïve 👩‍🚀',
    "Robert'); DROP TABLE contacts;--",
    '<script>alert(1)</script>',
    '\u202eright to left',
    'line\nbreak',
    'a__proto__b',
    '\\',
    '"quoted"',
  ]) {
    const { id } = contactOf(await post({ locationId, firstName }), 201);
    assert.equal(contactOf(await server.call('GET', `/contacts/${id}`))['firstName'], firstName);
  }
});

test('whatever is refused has made nothing', async () => {
  const before = await total();
  const email = 'unmade@example.com';
  const many = Array.from({ length: 501 }, (_, each) => `t${each}`);
  for (const [fault, field, problem] of [
    [{ tags: ['x'.repeat(256)] }, 'tags.0', 'must not have more than 255 characters'],
    [{ tags: many }, 'tags', 'must not have more than 500 items'],
    [{ city: 'x'.repeat(201) }, 'city', 'must not have more than 200 characters'],
    [{ customFields: [{ value: 1 }] }, 'customFields.0', 'must have an id or a key'],
    [{ country: 'XX' }, 'country', 'must be a two-letter country code such as US'],
  ] as const) {
    const answer = await post({ locationId, email, ...fault });
    const { fields } = refused(answer, 422, 'validation_failed');
    assert.deepEqual(fields, [{ field, message: `${field} ${problem}` }]);
  }
  assert.equal(await total(), before);
});
