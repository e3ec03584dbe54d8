import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { type Socket, connect } from 'node:net';
import { test } from 'node:test';
import { entry } from '../support/build.ts';
import { withFolder } from '../support/folder.ts';
import { type Started, startProcess } from '../support/process.ts';

type Limited = Started & { port: number; locationId: string; token: string };

/** A first run of a server that may have so many descriptors. */
async function startLimited(folder: string, descriptors: number): Promise<Limited> {
  const started = startProcess(
    ['-c', `ulimit -n ${descriptors} && exec "$0" "$@"`, process.execPath, entry, 'serve'],
    { folder, program: 'sh' },
  );
  const [, port] = await started.printed(/running at \S+:(\d+)\n/);
  const [, locationId = ''] = await started.printed(/Location id: +(\w+)\n/);
  const [, token = ''] = await started.printed(/Token: +(\S+)\n/);
  return { ...started, port: Number(port), locationId, token };
}

/** The status of a search on a connection that is kept. */
async function search({ port, locationId, token }: Limited, agent: Agent): Promise<number> {
  const sent = request({
    host: '127.0.0.1',
    port,
    agent,
    method: 'POST',
    path: '/contacts/search',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
  sent.end(JSON.stringify({ locationId, pageLimit: 5, query: 'ada' }));
  const [reply] = await once(sent, 'response');
  reply.resume();
  await once(reply, 'end');
  return reply.statusCode;
}

async function openIdle(port: number, count: number): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () => connect({ host: '127.0.0.1', port }));
  await Promise.all(
    sockets.map((socket) => {
      socket.on('error', () => undefined);
      return Promise.race([once(socket, 'connect'), once(socket, 'close')]);
    }),
  );
  return sockets;
}

test('idle connections leave descriptors for what else there is to open', () =>
  withFolder(async (folder) => {
    const server = await startLimited(folder, 256);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const idle = await openIdle(server.port, 400);
    try {
      for (let each = 0; each < 3; each += 1) assert.equal(await search(server, agent), 200);
    } finally {
      for (const socket of idle) socket.destroy();
      agent.destroy();
      await server.kill('SIGTERM');
    }
    assert.equal((await server.finished).code, 0);
  }));

test('with no descriptor left a search is refused for now, and done when there are some', () =>
  withFolder(async (folder) => {
    const server = await startLimited(folder, 60);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const idle = await openIdle(server.port, 100);
    try {
      const statuses = new Set<number>();
      for (let each = 0; each < 3; each += 1) statuses.add(await search(server, agent));
      for (const status of statuses) assert.ok([200, 503].includes(status), String(status));
      for (const socket of idle) socket.destroy();
      for (let last = 0; last !== 200; ) {
        last = await search(server, agent);
        assert.ok([200, 503].includes(last), String(last));
      }
    } finally {
      for (const socket of idle) socket.destroy();
      agent.destroy();
      await server.kill('SIGTERM');
    }
    assert.equal((await server.finished).code, 0);
  }));
