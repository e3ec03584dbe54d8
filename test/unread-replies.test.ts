import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { operations } from '../contract/operations.ts';
import { contactsScope, locationScopes } from '../contract/scopes.ts';
import { takeMs } from '../src/http/unread-replies.ts';
import { manualClock } from '../src/lib/clock.ts';
import { createBigContact } from './support/big-contact.ts';
import { createPlace } from './support/place.ts';
import { requestBytes } from './support/raw-http.ts';
import { addressOf, payloadOf, sendWith } from './support/requests.ts';
import { sampleOf } from './support/samples.ts';
import { type TestServer, startServer } from './support/server.ts';
import { openUnread, pipelined, repliesOn } from './support/unread.ts';

let server: TestServer;
let token = '';
let big = '';
const clock = manualClock(Date.parse('2026-01-01'));
/** What the server has on each connection, by the port of the client. */
const responses = new Map<number, ServerResponse[]>();

before(async () => {
  server = await startServer({ clock, wait: async () => undefined });
  token = await server.token(server.own.locationId, [contactsScope, ...locationScopes]);
  big = await createBigContact(server.own.locationId, (method, path, body) =>
    server.call(method, path, { body }),
  );
  server.app.server.server.prependListener(
    'request',
    ({ socket }: IncomingMessage, response: ServerResponse) => {
      const all = responses.get(socket.remotePort ?? 0) ?? [];
      responses.set(socket.remotePort ?? 0, [...all, response]);
      response.once('close', () => {
        const early = all.indexOf(response) + 1;
        const made = responses.get(socket.remotePort ?? 0)?.slice(early) ?? [];
        if (made.some((each) => each !== response && each.writableEnded && !each.closed)) {
          server.faults.push('a reply was made before the one before it was out');
        }
      });
    },
  );
});
after(() => server.close());

const last = Buffer.from('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');

/** Their side of a connection of ours. */
async function theirsOf(ours: Socket): Promise<Socket> {
  for (;;) {
    const [first] = responses.get(ours.localPort ?? 0) ?? [];
    if (first) return first.req.socket;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

test('requests that come at once are answered one after the other, in their order', async () => {
  const paths = Array.from({ length: 2000 }, (_, each) => `/nowhere/${each}`);
  const bytes = Buffer.concat([...paths.map((path) => pipelined(1, path)), last]);
  const replies = await repliesOn(await openUnread(server.baseUrl, bytes));
  assert.equal(replies.length, 2001);
  for (const [each, path] of paths.entries()) {
    const { status, body } = replies[each] ?? {};
    assert.equal(status, 404);
    assert.equal(JSON.parse(body ?? '').message, `Cannot GET ${path}`);
  }
  assert.deepEqual(server.faults.splice(0), []);
});

test('what follows on a connection is told after every reply before it', async () => {
  const bytes = Buffer.concat([pipelined(20, '/nowhere'), Buffer.from('HELLO\r\n\r\n')]);
  const replies = await repliesOn(await openUnread(server.baseUrl, bytes));
  const expected = [...Array.from({ length: 20 }, () => 404), 400];
  assert.deepEqual(
    replies.map(({ status }) => status),
    expected,
  );
});

for (const path of [
  '/',
  '/healthz',
  '/readyz',
  '/app/',
  '/docs',
  '/openapi.json',
  '/postman.json',
  '/nowhere',
]) {
  test(`no reply of GET ${path} is made before the one before it is out`, async () => {
    const bytes = Buffer.concat([pipelined(30, path), last]);
    const replies = await repliesOn(await openUnread(server.baseUrl, bytes));
    assert.equal(replies.length, 31);
    assert.deepEqual(server.faults.splice(0), []);
  });
}

for (const operation of operations.filter(({ streamReply }) => !streamReply)) {
  test(`no reply of ${operation.id} is made before the one before it is out`, async () => {
    const sender = (each: typeof operation): string =>
      each.managementOnly ? server.managementToken : token;
    const place = createPlace(
      server.own.locationId,
      `unread${operation.id.replaceAll('-', '')}`,
      (of, request) => sendWith(server.call, sender, of, request),
    );
    const sample = await sampleOf(operation)(place);
    const payload = payloadOf(sample);
    const request = requestBytes({
      method: operation.method,
      target: addressOf(operation, sample),
      headers: [
        ['Authorization', `Bearer ${sender(operation)}`],
        ...(payload ? [['Content-Type', payload.contentType] as const] : []),
      ],
      body: payload?.bytes,
    });
    const kept = Buffer.from(
      request.toString('latin1').replace('Connection: close\r\n', ''),
      'latin1',
    );
    const bytes = Buffer.concat([...Array.from({ length: 5 }, () => kept), last]);
    const replies = await repliesOn(await openUnread(server.baseUrl, bytes));
    assert.equal(replies.length, 6, String(replies.map(({ status }) => status)));
    assert.equal(replies[0]?.status, operation.success);
    assert.deepEqual(server.faults.splice(0), []);
  });
}

test('what comes behind a stream of events begins when the stream is over', async () => {
  const { locationId } = server.own;
  const made = await server.integration(locationId, { scopes: ['contacts'] });
  const bytes = Buffer.concat([pipelined(1, '/api/events/stream', made.token), last]);
  const ours = await openUnread(server.baseUrl, bytes);
  let text = '';
  ours.setEncoding('latin1').on('data', (piece: string) => {
    text += piece;
  });
  ours.resume();
  await until(() => text.includes('event: ready'));
  const path = `/api/locations/${locationId}/integrations/${made.id}`;
  const revoked = await server.call('DELETE', path, { token: server.managementToken });
  assert.equal(revoked.status, 200);
  assert.ok(!text.includes('"status":"ok"'));
  await once(ours, 'close');
  assert.match(
    text,
    /event: end\n[\s\S]*token_invalid[\s\S]*HTTP\/1\.1 200 OK[\s\S]*{"status":"ok"}$/,
  );
});

test('a reply that is not taken ends its connection, and nothing more is read from it', async () => {
  const ours = await openUnread(
    server.baseUrl,
    pipelined(400, `/contacts/${big}`, server.own.token),
  );
  const theirs = await theirsOf(ours);
  await until(() => theirs.writableLength > 0);
  const made = responses.get(ours.localPort ?? 0)?.filter((each) => each.writableEnded) ?? [];
  assert.ok(made.length < 30, `${made.length} replies were made`);
  clock.advance(takeMs - 1);
  await server.app.keepHouse();
  assert.equal(theirs.destroyed, false);
  clock.advance(takeMs);
  await server.app.keepHouse();
  assert.equal(theirs.destroyed, true);
  ours.destroy();
});

test('a client that takes its replies slowly gets all of them', async () => {
  const count = 12;
  const bytes = Buffer.concat([pipelined(count, `/contacts/${big}`, server.own.token), last]);
  const ours = await openUnread(server.baseUrl, bytes);
  const theirs = await theirsOf(ours);
  const chunks: Buffer[] = [];
  ours.on('data', (chunk: Buffer) => chunks.push(chunk)).pause();
  const taken = (): number => theirs.bytesWritten - theirs.writableLength;
  for (let round = 0; round < count && !theirs.destroyed; round += 1) {
    const before = taken();
    ours.resume();
    await until(() => taken() > before || theirs.closed);
    ours.pause();
    clock.advance(takeMs - 1);
    await server.app.keepHouse();
  }
  ours.resume();
  await once(ours, 'close');
  const text = Buffer.concat(chunks).toString('latin1');
  assert.equal(text.split('HTTP/1.1 200 OK').length, count + 2);
  assert.ok(text.endsWith('{"status":"ok"}'));
});

test('a client that closes with replies outstanding leaves nothing behind', async () => {
  const ours = await openUnread(
    server.baseUrl,
    pipelined(200, `/contacts/${big}`, server.own.token),
  );
  const theirs = await theirsOf(ours);
  await until(() => theirs.writableLength > 0);
  ours.destroy();
  await until(() => theirs.closed);
  assert.equal((await server.call('GET', `/contacts/${big}`)).status, 200);
});
