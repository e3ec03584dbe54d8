import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Operation } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { contactsScope, locationScopes } from '../../contract/scopes.ts';
import { createPlace } from '../support/place.ts';
import { type RawAnswer, portOf, requestBytes, sendBytes } from '../support/raw-http.ts';
import { type SampleRequest, addressOf, payloadOf, sendWith } from '../support/requests.ts';
import { sampleOf } from '../support/samples.ts';
import { type TestServer, startServer } from '../support/server.ts';
import { wholeText } from '../support/stream-text.ts';

let server: TestServer;
let token = '';

before(async () => {
  const env = { GROUNDLEVEL_PUBLIC_URL: 'https://contacts.example/base' };
  server = await startServer({ env, wait: async () => undefined });
  token = await server.token(server.own.locationId, [contactsScope, ...locationScopes]);
});
after(() => server.close());

const senderOf = (operation: Operation): string =>
  operation.managementOnly ? server.managementToken : token;

type Sent = { contentType?: string; headers?: [string, string][]; token?: string };
type Sample = { operation: Operation; request: SampleRequest };

let count = 0;

async function sample(operation: Operation): Promise<Sample> {
  count += 1;
  const place = createPlace(server.own.locationId, `h${count}x`, (of, request) =>
    sendWith(server.call, senderOf, of, request),
  );
  return { operation, request: await sampleOf(operation)(place) };
}

/** Sends the sample of an operation, changed so. */
async function send({ operation, request }: Sample, changes: Sent = {}): Promise<RawAnswer> {
  const payload = payloadOf(request);
  const type = changes.contentType ?? payload?.contentType;
  const answer = await sendBytes(
    portOf(server),
    requestBytes({
      method: operation.method,
      target: addressOf(operation, request),
      headers: [
        ['Authorization', `Bearer ${changes.token ?? senderOf(operation)}`],
        ...(payload && type !== undefined ? [['Content-Type', type] as const] : []),
        ...(changes.headers ?? []),
      ],
      body: payload?.bytes,
    }),
  );
  assert.ok(answer);
  return answer;
}

/** Refused, and so that nothing of it was done. */
async function assertLabelRefused(of: Sample, changes: Sent, named: string): Promise<void> {
  const { status, text } = await send(of, changes);
  assert.equal(status, 415, text);
  assert.ok(text.includes(named), text);
}

for (const operation of operations) {
  test(`nothing of ${operation.id} is kept by a cache, whether it is done or refused`, async () => {
    const made = await sample(operation);
    const refused = await send(made, { token: 'pit-unknown' });
    assert.equal(refused.status, 401);
    assert.equal(refused.headers.get('cache-control'), 'no-store');
    const done = await send(made);
    assert.equal(done.status, operation.success, done.text);
    assert.equal(done.headers.get('cache-control'), 'no-store');
  });
}

for (const operation of operations.filter(({ body, form }) => body ?? form)) {
  test(`a body of ${operation.id} is refused where its label is not of it, else read`, async () => {
    const made = await sample(operation);
    for (const encoding of ['gzip', 'br', 'identity, deflate', 'x-unknown']) {
      const headers: [string, string][] = [['Content-Encoding', encoding]];
      await assertLabelRefused(made, { headers }, `Content-Encoding ${encoding} is not supported`);
    }
    const kind = payloadOf(made.request)?.contentType ?? '';
    for (const charset of ['utf-16', 'ISO-8859-1', '"utf-16le"', 'utf-7']) {
      const contentType = `${kind}; charset=${charset}`;
      await assertLabelRefused(made, { contentType }, charset.replaceAll('"', ''));
    }
    const answer = await send(made, {
      contentType: `${kind}; charset="UTF-8"`,
      headers: [['Content-Encoding', 'identity']],
    });
    assert.equal(answer.status, operation.success, answer.text);
  });
}

const pages = ['/', '/healthz', '/readyz', '/app/', '/docs', '/openapi.json', '/postman.json'];

for (const path of pages) {
  test(`HEAD ${path} is as GET, without the body`, async () => {
    const got = await fetch(`${server.baseUrl}${path}`, { redirect: 'manual' });
    const asked = await fetch(`${server.baseUrl}${path}`, { method: 'HEAD', redirect: 'manual' });
    assert.equal(asked.status, got.status);
    for (const name of ['content-type', 'content-length', 'etag', 'cache-control', 'location']) {
      assert.equal(asked.headers.get(name), got.headers.get(name), name);
    }
    assert.equal(await asked.text(), '');
  });
}

for (const operation of operations.filter(({ method }) => method === 'GET')) {
  test(`HEAD of ${operation.id} is as GET, without the body, by the same checks`, async () => {
    const { request } = await sample(operation);
    const address = `${server.baseUrl}${addressOf(operation, request)}`;
    const ask = async (method: string, sent: string): Promise<Response> =>
      fetch(address, { method, headers: { authorization: `Bearer ${sent}` } });
    const tokens = [
      senderOf(operation),
      'pit-unknown',
      await server.token(server.other.locationId, []),
    ];
    for (const sent of tokens) {
      const [got, asked] = [await ask('GET', sent), await ask('HEAD', sent)];
      assert.equal(asked.status, got.status);
      assert.equal(asked.headers.get('content-type'), got.headers.get('content-type'));
      assert.equal(await asked.text(), '');
      await wholeText(got);
    }
  });
}

test('a public URL that is set is the only one that a document names, whatever host is asked', async () => {
  for (const path of ['/openapi.json', '/postman.json', '/docs']) {
    for (const header of [
      'Host: evil.example',
      'Host: "><b>evil.example',
      'Host: evil.example:1',
    ]) {
      const bytes = `GET ${path} HTTP/1.1\r\n${header}\r\nX-Forwarded-Host: evil.example\r\n\r\n`;
      const answer = await sendBytes(portOf(server), Buffer.from(bytes));
      assert.equal(answer?.status, 200);
      assert.ok(answer.text.includes('https://contacts.example/base'));
      assert.ok(!answer.text.includes('evil.example'));
    }
  }
});

test('a document that has not changed is not sent again', async () => {
  for (const path of ['/openapi.json', '/postman.json', '/docs', '/app/']) {
    const first = await fetch(`${server.baseUrl}${path}`);
    await first.arrayBuffer();
    const etag = first.headers.get('etag') ?? '';
    assert.match(etag, /^"[\w-]{43}"$/);
    const again = await fetch(`${server.baseUrl}${path}`, { headers: { 'if-none-match': etag } });
    assert.equal(again.status, 304);
    assert.equal(await again.text(), '');
  }
});

for (const [what, head] of [
  ['two hosts', 'Host: a\r\nHost: b'],
  ['the same host twice', 'host: a\r\nHOST: a'],
  ['a transfer that is compressed', 'Host: a\r\nTransfer-Encoding: gzip, chunked'],
  ['a transfer that is chunked twice', 'Host: a\r\nTransfer-Encoding: chunked, chunked'],
] as const) {
  test(`a request with ${what} is refused`, async () => {
    for (const path of ['/healthz', '/contacts', '/nowhere']) {
      const bytes = `POST ${path} HTTP/1.1\r\n${head}\r\nConnection: close\r\n\r\n0\r\n\r\n`;
      const answer = await sendBytes(portOf(server), Buffer.from(bytes));
      assert.equal(answer?.status, 400, what);
      assert.match(answer.text, /"code":"bad_request"/);
    }
  });
}
