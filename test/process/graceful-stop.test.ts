import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { type Socket, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { withFolder } from '../support/folder.ts';
import { type FirstRun, startFirstRun } from '../support/process.ts';
import { assertSound, contactsWithEvent } from '../support/soundness.ts';

const databaseIn = (folder: string): string => join(folder, 'data', 'groundlevel.db');

/** Ends it and asserts that it went well, and in time. */
async function assertStops(serving: FirstRun, folder: string, withinMs: number): Promise<void> {
  const start = performance.now();
  await serving.kill('SIGTERM');
  const { code, stderr } = await serving.finished;
  assert.equal(stderr, '');
  assert.equal(code, 0);
  assert.ok(performance.now() - start < withinMs, 'it took too long');
  assert.ok(!existsSync(`${databaseIn(folder)}-wal`), 'the log is left');
  assertSound(databaseIn(folder));
}

/** A connection that has sent the headers of a create and the first half of its body. */
async function halfCreate(serving: FirstRun): Promise<{ socket: Socket; rest: string }> {
  const { port, hostname } = new URL(serving.baseUrl);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  const body = JSON.stringify({ locationId: serving.locationId, firstName: 'Slow' });
  socket.write(
    `POST /contacts HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${serving.token}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n` +
      // The server says that it has read the headers.
      `Expect: 100-continue\r\n\r\n${body.slice(0, 20)}`,
  );
  const [reply] = await once(socket, 'data');
  assert.match(String(reply), /^HTTP\/1\.1 100 Continue/);
  return { socket, rest: body.slice(20) };
}

/** Resolves when new connections are refused. */
async function refused(baseUrl: string): Promise<void> {
  const accepted = (): Promise<boolean> =>
    fetch(`${baseUrl}/healthz`, { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    );
  while (await accepted());
}

type Outcomes = { acknowledged: Set<string>; refused: Set<string>; over: Promise<unknown> };

/** Creates over connections that are kept, until the server is gone. */
function load({ baseUrl, token, locationId }: FirstRun, clients: number): Outcomes {
  const acknowledged = new Set<string>();
  const refused = new Set<string>();
  const client = async (each: number): Promise<void> => {
    for (let count = 0; ; count += 1) {
      const sent = { locationId, email: `c${each}n${count}@example.com` };
      const reply = await fetch(`${baseUrl}/contacts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(sent),
      }).catch(() => undefined);
      if (!reply) return;
      const text = await reply.text();
      if (reply.status === 201) acknowledged.add(JSON.parse(text).contact.id);
      else refused.add(`${reply.status} ${JSON.parse(text).message}`);
    }
  };
  const over = Promise.all(Array.from({ length: clients }, (_, each) => client(each)));
  return { acknowledged, refused, over };
}

test('under load, what is accepted is acknowledged, what is new is refused, nothing else is kept', () =>
  withFolder(async (folder) => {
    const serving = await startFirstRun({ folder });
    const { acknowledged, refused, over } = load(serving, 16);
    while (acknowledged.size < 200) await new Promise((resolve) => setImmediate(resolve));
    await assertStops(serving, folder, 10_000);
    await over;
    for (const each of refused) assert.equal(each, '503 The server is stopping');
    assert.deepEqual(contactsWithEvent(databaseIn(folder)), acknowledged);
  }));

test('connections that are idle, silent or kept alive do not hold it up', () =>
  withFolder(async (folder) => {
    const serving = await startFirstRun({ folder, env: { GROUNDLEVEL_HOST: 'localhost' } });
    const { port } = new URL(serving.baseUrl);
    const agent = new Agent({ keepAlive: true });
    const kept = request({ host: '127.0.0.1', port, path: '/healthz', agent });
    kept.end();
    const [reply] = await once(kept, 'response');
    const { socket } = reply;
    reply.resume();
    await once(reply, 'end');
    const all = Object.values(networkInterfaces()).flat();
    const hasIpv6 = all.some((each) => each?.address === '::1');
    const silent = ['127.0.0.1', ...(hasIpv6 ? ['::1'] : [])].map((host) =>
      connect({ host, port: Number(port) }),
    );
    await Promise.all(silent.map((each) => once(each, 'connect')));
    const closed = [socket, ...silent].map((each) => once(each, 'close'));
    await assertStops(serving, folder, 5000);
    await Promise.all(closed);
    agent.destroy();
  }));

test('a request under way is finished and answered, also after copies of the signal', () =>
  withFolder(async (folder) => {
    const serving = await startFirstRun({ folder });
    const { socket, rest } = await halfCreate(serving);
    serving.child.kill('SIGINT');
    serving.child.kill('SIGINT');
    await serving.printed(/Stopping: /);
    serving.child.kill('SIGTERM');
    await assert.rejects(fetch(`${serving.baseUrl}/healthz`), 'a new connection is accepted');
    socket.write(rest);
    const [reply] = await once(socket, 'data');
    assert.match(String(reply), /^HTTP\/1\.1 201 Created\r\n/);
    assert.match(String(reply), /\r\nconnection: close\r\n/i);
    const { code, stderr } = await serving.finished;
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    assert.equal(contactsWithEvent(databaseIn(folder)).size, 1);
  }));

test('a terminal that is gone does not cut the stop short', () =>
  withFolder(async (folder) => {
    const serving = await startFirstRun({ folder });
    const { socket, rest } = await halfCreate(serving);
    serving.child.stdout?.destroy();
    serving.child.stderr?.destroy();
    serving.child.kill('SIGHUP');
    await refused(serving.baseUrl);
    socket.write(rest);
    const [reply] = await Promise.race([once(socket, 'data'), once(socket, 'close')]);
    assert.match(String(reply), /^HTTP\/1\.1 201 Created\r\n/);
    assert.equal((await serving.finished).code, 0);
    assert.ok(!existsSync(`${databaseIn(folder)}-wal`));
    assert.equal(contactsWithEvent(databaseIn(folder)).size, 1);
  }));

test('a client that never finishes does not hold it beyond the limit', () =>
  withFolder(async (folder) => {
    const env = { GROUNDLEVEL_LIMITS_SHUTDOWN_MS: '4000' };
    const serving = await startFirstRun({ folder, env });
    const { socket } = await halfCreate(serving);
    const gone = once(socket, 'close');
    await assertStops(serving, folder, 4500);
    await gone;
    assert.equal(contactsWithEvent(databaseIn(folder)).size, 0);
  }));

test('a second signal, later, ends it at once and loses nothing', () =>
  withFolder(async (folder) => {
    const serving = await startFirstRun({ folder });
    const { acknowledged, over } = load(serving, 4);
    while (acknowledged.size < 20) await new Promise((resolve) => setImmediate(resolve));
    const { socket } = await halfCreate(serving);
    socket.on('error', () => undefined);
    let ended = false;
    void serving.finished.finally(() => (ended = true));
    const start = performance.now();
    while (!ended) {
      serving.child.kill('SIGTERM');
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.ok(performance.now() - start < 5000, 'it waited for the slow client');
    const { code, stderr } = await serving.finished;
    assert.deepEqual(
      { code, stderr },
      { code: 1, stderr: 'Ended before what was accepted was finished.\n' },
    );
    await over;
    const kept = contactsWithEvent(databaseIn(folder));
    for (const id of acknowledged) assert.ok(kept.has(id));
    assertSound(databaseIn(folder));
  }));
