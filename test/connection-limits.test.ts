import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { takeMs } from '../src/http/unread-replies.ts';
import { manualClock } from '../src/lib/clock.ts';
import { createBigContact } from './support/big-contact.ts';
import { startServer } from './support/server.ts';
import { pipelined } from './support/unread.ts';

const at = (name: string): string => new URL(`support/${name}`, import.meta.url).pathname;
const tls = {
  GROUNDLEVEL_TLS_CERT: at('test-only-certificate.pem'),
  GROUNDLEVEL_TLS_KEY: at('test-only-key.pem'),
};

test('beyond the connections that may be, the one that is idle for longest makes room', async () => {
  const server = await startServer({ env: { GROUNDLEVEL_LIMITS_CONNECTIONS: '3' } });
  const port = Number(new URL(server.baseUrl).port);
  const all = [];
  for (let each = 0; each < 6; each += 1) {
    const socket = connect(port, '127.0.0.1');
    const closed = once(socket, 'close');
    socket.write(pipelined(1, '/healthz'));
    const [reply] = await once(socket, 'data');
    assert.match(String(reply), /^HTTP\/1\.1 200 OK/);
    all.push({ socket, closed });
  }
  await Promise.all(all.slice(0, 3).map(({ closed }) => closed));
  for (const { socket } of all.slice(3)) {
    socket.write(pipelined(1, '/healthz'));
    await once(socket, 'data');
    socket.destroy();
  }
  await server.close();
});

test('over TLS too a reply that is not taken ends its connection, and is the only one made', async () => {
  const clock = manualClock(Date.parse('2026-01-01'));
  const server = await startServer({ clock, env: tls });
  const port = Number(new URL(server.baseUrl).port);
  const { token, locationId } = server.own;
  const send = async (method: string, path: string, body: object) => {
    const { statusCode, body: text } = await server.app.server.inject({
      method: method === 'PUT' ? 'PUT' : 'POST',
      url: path,
      headers: { authorization: `Bearer ${token}` },
      payload: body,
    });
    return { status: statusCode, text };
  };
  const big = await createBigContact(locationId, send);
  const arrived = once(server.app.server.server, 'request');
  const ours = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
  ours.on('error', () => undefined);
  await once(ours, 'secureConnect');
  ours.pause();
  ours.write(pipelined(400, `/contacts/${big}`, token));
  const [{ socket: theirs }] = await arrived;
  while (theirs.writableLength === 0) await new Promise((resolve) => setImmediate(resolve));
  const before = theirs.bytesWritten;
  clock.advance(1);
  await server.app.keepHouse();
  clock.advance(takeMs);
  await server.app.keepHouse();
  clock.advance(takeMs);
  await server.app.keepHouse();
  assert.equal(theirs.destroyed, true);
  assert.ok(before < 40 * 1024 * 1024, `${before} bytes`);
  ours.destroy();
  await server.close();
});
