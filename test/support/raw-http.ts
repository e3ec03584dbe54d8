import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { TestServer } from './server.ts';

export type RawAnswer = {
  status: number;
  /** Lower-case names. */
  headers: ReadonlyMap<string, string>;
  text: string;
  bytes: number;
};

/** Sends bytes as they are on a connection of its own: the answer, undefined when none came. */
export async function sendBytes(port: number, bytes: Uint8Array): Promise<RawAnswer | undefined> {
  const connection = openRaw(port);
  void connection.write(bytes);
  return connection.answered;
}

export type RawConnection = {
  /** Resolves when the system has taken them. */
  write(bytes: Uint8Array): Promise<void>;
  /** Says that nothing more will come. */
  end(): void;
  /** Resolves with the first whole answer, or without one when the connection is over. */
  answered: Promise<RawAnswer | undefined>;
};

export function openRaw(port: number): RawConnection {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const { promise, resolve } = Promise.withResolvers<RawAnswer | undefined>();
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    const answer = firstAnswer(received);
    if (!answer) return;
    resolve(answer);
    socket.destroy();
  });
  // A server that refuses early closes while we still write: what it said before counts.
  socket.on('error', () => undefined);
  socket.on('end', () => socket.destroy());
  socket.on('close', () => resolve(undefined));
  return {
    write: (bytes) =>
      new Promise((taken) => {
        socket.write(bytes, () => taken());
      }),
    end: () => void socket.end(),
    answered: promise,
  };
}

/**
 * Sends each on a connection of its own: what comes back, undefined where the server closed
 * without a word. Those that it waits for more of are ended once it has answered all it had taken.
 */
export async function exchange(
  server: TestServer,
  all: readonly Uint8Array[],
): Promise<(RawAnswer | undefined)[]> {
  const connections = all.map(() => openRaw(portOf(server)));
  await Promise.all(connections.map((connection, each) => connection.write(all[each] ?? nothing)));
  await barrier(server);
  for (const connection of connections) connection.end();
  const answers = await Promise.all(connections.map(({ answered }) => answered));
  // What was carried out for a connection that ended too early is done by now, too.
  await barrier(server);
  return answers;
}

const nothing = Buffer.alloc(0);

/** A write of its own: writes are done in turn, so those taken before are answered. */
async function barrier(server: TestServer): Promise<void> {
  const { locationId, token } = server.other;
  const body = { locationId, email: 'barrier@example.com', city: randomUUID() };
  const answer = await server.call('POST', '/contacts/upsert', { token, body });
  assert.equal(answer.status, 200);
}

export function portOf({ baseUrl }: TestServer): number {
  return Number(new URL(baseUrl).port);
}

export type RawRequest = {
  method: string;
  target: string;
  headers: readonly (readonly [string, string])[];
  body: Uint8Array | undefined;
};

/** The bytes of a request; header texts are latin1, as on the wire. */
export function requestBytes({ method, target, headers, body }: RawRequest): Buffer {
  const lines = [`${method} ${target} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close'];
  for (const [name, value] of headers) lines.push(`${name}: ${value}`);
  if (body) lines.push(`Content-Length: ${body.length}`);
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return body ? Buffer.concat([head, body]) : head;
}

/** The first answer that is whole; those of status 1xx only announce it. */
function firstAnswer(received: Buffer): RawAnswer | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [line = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(line)?.[1]);
  if (status < 200) return firstAnswer(received.subarray(end + 4));
  const headers = new Map(
    lines.map((each) => {
      const at = each.indexOf(':');
      return [each.slice(0, at).toLowerCase(), each.slice(at + 1).trim()];
    }),
  );
  const length = Number(headers.get('content-length') ?? 0);
  const body = received.subarray(end + 4, end + 4 + length);
  if (body.length < length) return undefined;
  return { status, headers, text: body.toString('utf8'), bytes: length };
}
