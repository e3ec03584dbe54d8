import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { after, before, test } from 'node:test';
import { bodyBytesOfOne } from '../src/http/body-budget.ts';
import { type TestServer, startServer } from './support/server.ts';

const megabyte = 1024 * 1024;
const limits = { bodyBytes: megabyte };

let server: TestServer;
before(async () => {
  server = await startServer({ env: { GROUNDLEVEL_LIMITS_BODY_BYTES: String(limits.bodyBytes) } });
});
after(() => server.close());

/** Sends all of a body but its last byte, in chunks where its length is not said. */
async function beginRequest(token: string, length: number): Promise<Socket> {
  const socket = connect(Number(new URL(server.baseUrl).port), '127.0.0.1');
  const head =
    `POST /contacts/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
  await new Promise<void>((resolve) => {
    socket.write(head + ' '.repeat(length - 1), () => resolve());
  });
  return socket;
}

const firstLine = async (socket: Socket): Promise<string> => {
  const [chunk] = await once(socket, 'data');
  return String(chunk).split('\r\n')[0] ?? '';
};
const create = async (token: string): Promise<number> => {
  const body = { locationId: server.own.locationId, firstName: 'Ada' };
  return (await server.call('POST', '/contacts/', { token, body })).status;
};

test('bodies that are held back fill the part of their integration and nobody else', async () => {
  const { token } = await server.integration(server.own.locationId, { scopes: ['contacts'] });
  const fitting = Math.floor(bodyBytesOfOne(limits.bodyBytes) / megabyte);
  const sockets: Socket[] = [];
  for (let left = fitting + 1; left > 0; left -= 1) {
    sockets.push(await beginRequest(token, megabyte));
  }
  // Whichever of them the server reads last.
  const answered = await Promise.race(sockets.map(firstLine));
  assert.match(answered, /^HTTP\/1\.1 503 /);
  assert.equal(await create(server.own.token), 201);
  for (const socket of sockets) socket.destroy();
  // Once the server has seen that they are gone.
  let status = 0;
  for (let tries = 0; tries < 100 && status !== 201; tries += 1) status = await create(token);
  assert.equal(status, 201);
  assert.deepEqual(server.faults, []);
});

test('a body whose said length is too large is refused before it comes', async () => {
  const socket = connect(Number(new URL(server.baseUrl).port), '127.0.0.1');
  socket.write(
    `POST /contacts/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${server.own.token}\r\n` +
      'Content-Type: application/json\r\nContent-Length: 900000000\r\n\r\n',
  );
  assert.match(await firstLine(socket), /^HTTP\/1\.1 413 /);
  socket.destroy();
});

test('a body in pieces of a byte arrives whole', async () => {
  const text = JSON.stringify({ locationId: server.own.locationId, firstName: 'x'.repeat(400) });
  const socket = connect(Number(new URL(server.baseUrl).port), '127.0.0.1');
  socket.write(
    `POST /contacts/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${server.own.token}\r\n` +
      'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n' +
      [...text].map((each) => `1\r\n${each}\r\n`).join('') +
      '0\r\n\r\n',
  );
  assert.match(await firstLine(socket), /^HTTP\/1\.1 201 /);
  socket.destroy();
});
