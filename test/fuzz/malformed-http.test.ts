import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DatabaseWatch, watchDatabase } from '../support/location-dump.ts';
import { assertAnswer } from '../support/promises.ts';
import { openRaw, portOf, sendBytes } from '../support/raw-http.ts';
import { type TestServer, startServer } from '../support/server.ts';

let server: TestServer;
let watch: DatabaseWatch;

before(async () => {
  server = await startServer({ wait: async () => undefined });
  watch = watchDatabase(server.databasePath);
});
after(async () => {
  watch.close();
  await server.close();
});

const secrets = (): string[] => [process.cwd(), server.folder];

const lines = (...all: string[]): Buffer => Buffer.from(`${all.join('\r\n')}\r\n\r\n`, 'latin1');

type Case = {
  name: string;
  bytes(token: string): Uint8Array;
  status: number | 'closed';
  says?: RegExp;
  /** Nothing more comes, and the server waits for more. */
  ends?: true;
};

const host = 'Host: x';
const json = 'Content-Type: application/json';
const post = (token: string, ...headers: string[]): string[] => [
  'POST /contacts HTTP/1.1',
  host,
  json,
  `Authorization: Bearer ${token}`,
  ...headers,
];

const cases: readonly Case[] = [
  {
    name: 'no Host',
    bytes: () => lines('GET /healthz HTTP/1.1'),
    status: 400,
    says: /bad_request/,
  },
  { name: 'HTTP/1.0 without Host', bytes: () => lines('GET /healthz HTTP/1.0'), status: 200 },
  {
    name: 'no version',
    bytes: () => lines('GET /healthz', host),
    status: 200,
  },
  { name: 'HTTP/9.9', bytes: () => lines('GET /healthz HTTP/9.9', host), status: 400 },
  { name: 'an unknown method', bytes: () => lines('BREW /contacts HTTP/1.1', host), status: 400 },
  {
    name: 'a method in lower case',
    bytes: () => lines('get /healthz HTTP/1.1', host),
    status: 400,
  },
  {
    name: 'TRACE',
    bytes: () => lines('TRACE /contacts HTTP/1.1', host),
    status: 404,
    says: /Cannot TRACE/,
  },
  {
    name: 'PATCH',
    bytes: () => lines('PATCH /contacts HTTP/1.1', host),
    status: 404,
    says: /Cannot PATCH/,
  },
  { name: 'OPTIONS *', bytes: () => lines('OPTIONS * HTTP/1.1', host), status: 404 },
  { name: 'CONNECT', bytes: () => lines('CONNECT x:443 HTTP/1.1', host), status: 'closed' },
  {
    name: 'another protocol',
    bytes: () => Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]),
    status: 400,
  },
  {
    name: 'HTTP/2 by prior knowledge',
    bytes: () => lines('PRI * HTTP/2.0', '', 'SM'),
    status: 400,
  },
  {
    name: 'a header without colon',
    bytes: () => lines('GET /healthz HTTP/1.1', host, 'nonsense'),
    status: 400,
  },
  {
    name: 'a space in a header name',
    bytes: () => lines('GET /healthz HTTP/1.1', host, 'a b: c'),
    status: 400,
  },
  {
    name: 'a space before the colon',
    bytes: () => lines('GET /healthz HTTP/1.1', host, 'a : c'),
    status: 400,
  },
  {
    name: 'NUL in a header',
    bytes: () => lines('GET /healthz HTTP/1.1', host, 'a: b\u0000c'),
    status: 400,
  },
  {
    name: 'headers over the limit',
    bytes: () => lines('GET /healthz HTTP/1.1', host, `a: ${'b'.repeat(20_000)}`),
    status: 431,
  },
  {
    name: 'an address over the limit',
    bytes: () => lines(`GET /${'a'.repeat(20_000)} HTTP/1.1`, host),
    status: 431,
  },
  {
    name: 'a space in the address',
    bytes: () => lines('GET /contacts /x HTTP/1.1', host),
    status: 400,
  },
  {
    name: 'an address of another host',
    bytes: () => lines('GET http://evil.example/contacts/x HTTP/1.1', host),
    status: 401,
  },
  { name: 'an unended escape', bytes: () => lines('GET /contacts/% HTTP/1.1', host), status: 400 },
  {
    name: 'an escape that is no UTF-8',
    bytes: () => lines('GET /contacts/%ff HTTP/1.1', host),
    status: 400,
  },
  {
    name: 'an Upgrade',
    bytes: () =>
      lines('GET /contacts/x HTTP/1.1', host, 'Connection: Upgrade', 'Upgrade: websocket'),
    status: 401,
  },
  {
    name: 'an unknown expectation',
    bytes: () => lines('GET /contacts/x HTTP/1.1', host, 'Expect: the-unexpected'),
    status: 401,
  },
  {
    name: 'length and chunks together',
    bytes: (token) => lines(...post(token, 'Content-Length: 2', 'Transfer-Encoding: chunked')),
    status: 400,
  },
  {
    name: 'two lengths',
    bytes: (token) => lines(...post(token, 'Content-Length: 2', 'Content-Length: 3')),
    status: 400,
  },
  {
    name: 'a negative length',
    bytes: (token) => lines(...post(token, 'Content-Length: -1')),
    status: 400,
  },
  {
    name: 'a length that is no number',
    bytes: (token) => lines(...post(token, 'Content-Length: 1e3')),
    status: 400,
  },
  {
    name: 'a length beyond all numbers',
    bytes: (token) => lines(...post(token, `Content-Length: ${'9'.repeat(40)}`)),
    status: 400,
  },
  {
    name: 'a length over the limit',
    bytes: (token) => lines(...post(token, 'Content-Length: 9999999')),
    status: 413,
    says: /over the limit of 1048576 bytes/,
  },
  {
    name: 'chunks of no size',
    bytes: (token) => lines(...post(token, 'Transfer-Encoding: chunked'), '', 'zz'),
    status: 400,
  },
  {
    name: 'an unknown transfer',
    bytes: (token) => lines(...post(token, 'Transfer-Encoding: rot13')),
    status: 400,
  },
  { name: 'half a request', bytes: () => Buffer.from('GET /healthz HT'), status: 400, ends: true },
  {
    name: 'half a body',
    bytes: (token) =>
      Buffer.concat([lines(...post(token, 'Content-Length: 100')), Buffer.from('{"locationId":')]),
    status: 400,
    ends: true,
  },
  { name: 'nothing', bytes: () => Buffer.alloc(0), status: 'closed', ends: true },
];

for (const { name, bytes, status, says, ends = false } of cases) {
  test(`${name}: answered as JSON, or closed, and nothing is written`, async () => {
    const held = watch.dump(server.own.locationId);
    const connection = openRaw(portOf(server));
    void connection.write(bytes(server.own.token));
    if (ends) connection.end();
    const answer = await connection.answered;
    if (status === 'closed') assert.equal(answer, undefined);
    else {
      assert.ok(answer);
      assert.equal(answer.status, status, answer.text);
      if (status >= 400) assertAnswer(answer, secrets());
      if (says) assert.match(answer.text, says);
    }
    assert.equal(watch.dump(server.own.locationId), held);
    assert.deepEqual(server.faults.splice(0), []);
  });
}

test('a chunked body over the limit is refused before it has all come', async () => {
  const head = lines(...post(server.own.token, 'Transfer-Encoding: chunked'));
  const chunk = Buffer.from(`10000\r\n${'x'.repeat(0x10000)}\r\n`);
  const connection = openRaw(portOf(server));
  void connection.write(head);
  for (let each = 0; each < 17; each += 1) void connection.write(chunk);
  const answer = await connection.answered;
  assert.ok(answer);
  assert.equal(answer.status, 413);
  assertAnswer(answer, secrets());
});

for (const chunked of [false, true]) {
  test(`a body that is no UTF-8 is refused, ${chunked ? 'chunked' : 'whole'}`, async () => {
    const { locationId, token } = server.own;
    const body = Buffer.concat([
      Buffer.from(`{"locationId":"${locationId}","firstName":"J`),
      Buffer.from([0xe9]),
      Buffer.from('r\u00f4me"}'),
    ]);
    const headers = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`;
    const sent = chunked
      ? [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]
      : [body];
    const whole = Buffer.concat([lines(...post(token, headers)), ...sent]);
    const answer = await sendBytes(portOf(server), whole);
    assert.ok(answer);
    assert.equal(answer.status, 400);
    const { code, message } = assertAnswer(answer, secrets());
    assert.equal(code, 'invalid_json');
    assert.match(String(message), /not UTF-8 \(line 1, column 52\)/);
  });
}

test('what follows a whole request does not take its answer', async () => {
  const { locationId, token } = server.own;
  const body = JSON.stringify({ locationId, email: 'longer@example.com' });
  const request = lines(...post(token, `Content-Length: ${body.length}`));
  const longer = Buffer.from(`${body}"more":"than was announced"}`);
  const answer = await sendBytes(portOf(server), Buffer.concat([request, longer]));
  assert.ok(answer);
  assert.equal(answer.status, 201, answer.text);
  assert.equal(assertAnswer(answer, secrets()).contact?.['email'], 'longer@example.com');
});
