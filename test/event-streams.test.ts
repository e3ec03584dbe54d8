import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { slowMs } from '../src/features/events/event-stream.ts';
import { manualClock } from '../src/lib/clock.ts';
import { contactOf } from './support/answers.ts';
import { type Listener, has, isEvent, listen } from './support/listener.ts';
import { type TestServer, startServer } from './support/server.ts';

setFlagsFromString('--expose-gc');
// There once the flag is set.
const collect = runInNewContext('gc') as () => void;

type Location = { locationId: string; tokens: string[]; contactIds: string[] };

/** A location with contacts, and several tokens to listen with. */
async function locationWith(server: TestServer, contacts: number): Promise<Location> {
  const { locationId, token } = await server.tenant();
  const contactIds: string[] = [];
  const create = async (): Promise<void> => {
    while (contactIds.length < contacts) {
      const at = contactIds.push('') - 1;
      const made = await server.call('POST', '/contacts', { token, body: { locationId } });
      contactIds[at] = contactOf(made, 201).id;
    }
  };
  await Promise.all(Array.from({ length: 8 }, create));
  return { locationId, tokens: [token, await server.token(locationId, ['contacts'])], contactIds };
}

/** One event for each contact. */
async function tagAll(
  server: TestServer,
  { locationId, tokens, contactIds }: Location,
  tag: string,
) {
  const body = { locationId, contacts: contactIds, tags: [tag] };
  const path = '/contacts/bulk/tags/update/add';
  const done = await server.call('POST', path, { token: tokens[0] ?? null, body });
  assert.equal(done.status, 201, done.text);
}

/** The cursors of all events behind one. */
async function cursorsAfter(server: TestServer, token: string, after: string): Promise<string[]> {
  const cursors: string[] = [];
  for (let [more, last] = [true, after]; more; ) {
    const page = await server.call('GET', `/api/events?limit=500&after=${last}`, { token });
    cursors.push(...(page.body.events ?? []).map(({ cursor }) => cursor));
    last = cursors.at(-1) ?? after;
    more = page.body.meta?.['more'] === true;
  }
  return cursors;
}

/** What is in use, without what is only waiting to be collected. */
function heapBytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const listeners = 200;
const locations = 5;
const contacts = 200;
const rounds = 10;

test(`${listeners} listeners hear a burst of ${locations * contacts * rounds} events, each once and in order, however often they leave`, async (t) => {
  const server = await startServer({ checkReplies: false });
  const places: Location[] = [];
  const starts: string[] = [];
  const seen: string[][] = [];
  let [reconnects, secondsOfBurst] = [0, 0];
  let expected: string[][] = [];
  try {
    for (let each = 0; each < locations; each += 1) {
      places.push(await locationWith(server, contacts));
    }
    for (const { tokens } of places) {
      const first = await listen(server.baseUrl, { token: tokens[0] ?? '' });
      await first.until(has('ready'));
      starts.push(first.lastId() ?? '');
      first.leave();
    }
    const ready: Promise<void>[] = [];
    const follow = async (place: number, number: number, isReady: () => void): Promise<void> => {
      const token = places[place]?.tokens[number % 2] ?? '';
      const own: string[] = [];
      seen.push(own);
      let lastEventId = starts[place];
      const wanted = contacts * rounds;
      while (own.length < wanted) {
        const leaveAfter = 1 + Math.floor(Math.random() * wanted);
        let heard = 0;
        const listener = await listen(server.baseUrl, {
          token,
          lastEventId,
          onHeard: ({ event, id, data }) => {
            if (event === 'ready') isReady();
            if (event !== 'contact.updated' || heard >= leaveAfter) return;
            heard += 1;
            lastEventId = id;
            own.push(id === data['cursor'] ? id : `${id} is not ${data['cursor']}`);
          },
        });
        assert.equal(listener.status, 200);
        await listener.until(() => heard >= leaveAfter || own.length >= wanted);
        listener.leave();
        reconnects += 1;
      }
    };
    const all: Promise<void>[] = [];
    for (let number = 0; number < listeners; number += 1) {
      const { promise, resolve } = Promise.withResolvers<void>();
      ready.push(promise);
      all.push(follow(number % locations, Math.floor(number / locations), resolve));
    }
    await Promise.all(ready);
    const start = performance.now();
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(places.map((each) => tagAll(server, each, `r${round}`)));
    }
    const written = performance.now();
    await Promise.all(all);
    secondsOfBurst = (performance.now() - start) / 1000;
    t.diagnostic(`written in ${((written - start) / 1000).toFixed(1)} s`);
    expected = await Promise.all(
      places.map(({ tokens }, each) => cursorsAfter(server, tokens[0] ?? '', starts[each] ?? '')),
    );
  } finally {
    await server.close();
  }
  t.diagnostic(
    `${listeners} listeners, ${seen.flat().length} events told in ${secondsOfBurst.toFixed(1)} s, ${reconnects} connections`,
  );
  assert.deepEqual(
    expected.map(({ length }) => length),
    expected.map(() => contacts * rounds),
  );
  for (const [number, own] of seen.entries()) {
    assert.deepEqual(own, expected[number % locations], `listener ${number}`);
  }
  assert.deepEqual(server.faults, []);
});

/** Of the server's connections, the bytes that wait for each client. */
function followSockets(server: TestServer): Set<Socket> {
  const sockets = new Set<Socket>();
  server.app.server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

const stopped = 20;
const notes = 200;
const mostWaitingBytes = 256 * 1024;

test(`${stopped} readers that stop reading hold little and nobody up, and are told why they end`, async (t) => {
  const clock = manualClock(Date.parse('2026-03-07T12:00:00Z'));
  const server = await startServer({ clock, checkReplies: false });
  const sockets = followSockets(server);
  let [mostWaiting, grown] = [0, 0];
  const lastWords: unknown[] = [];
  try {
    const { token, locationId } = server.own;
    const made = await server.call('POST', '/contacts', { token, body: { locationId } });
    const path = `/contacts/${contactOf(made, 201).id}/notes`;
    const open = (): Promise<Listener> => listen(server.baseUrl, { token });
    const readers = await Promise.all(Array.from({ length: stopped }, open));
    const read: string[] = [];
    const reading = await listen(server.baseUrl, { token, onHeard: ({ id }) => read.push(id) });
    await reading.until(() => read.length === 1);
    for (const each of readers) await each.until(has('ready'));
    const [start = ''] = read;
    for (const each of readers) each.pause();
    const before = heapBytes();
    for (let each = 0; each < notes; each += 1) {
      const body = `${each} ${'x'.repeat(60_000)}`;
      const done = await server.call('POST', path, { token, body: { body } });
      assert.equal(done.status, 201);
      clock.advance(20);
      await reading.until(() => read.length === each + 2);
      for (const { writableLength } of sockets) mostWaiting = Math.max(mostWaiting, writableLength);
    }
    grown = heapBytes() - before;
    const all = await cursorsAfter(server, token, start);
    assert.deepEqual(read.slice(1), all);
    assert.equal(all.length, notes);
    // They hold what the system keeps for a connection, and no more comes.
    clock.advance(slowMs);
    await server.app.keepHouse();
    const [patient] = readers;
    assert.ok(patient);
    patient.resume();
    await patient.over;
    const heard = patient.heard.filter(isEvent).map(({ id }) => id);
    assert.deepEqual(heard, all.slice(0, heard.length));
    assert.ok(heard.length < all.length, 'it was never behind');
    lastWords.push(patient.heard.at(-1)?.data['reason']);
    const again = await listen(server.baseUrl, { token, lastEventId: patient.lastId() });
    await again.until(has('ready'));
    const rest = again.heard.filter(isEvent).map(({ id }) => id);
    assert.deepEqual([...heard, ...rest], all);
    for (const each of readers) each.resume();
    await Promise.all(readers.map((each) => each.over));
  } finally {
    await server.close();
  }
  t.diagnostic(
    `${mostWaiting} bytes at most wait in a connection, the process grew by ${Math.round(grown / 1024 / 1024)} MiB while ${Math.round((stopped * notes * 60) / 1024)} MiB were not read`,
  );
  assert.deepEqual(lastWords, ['slow_reader']);
  assert.ok(mostWaiting < mostWaitingBytes, `${mostWaiting} bytes`);
  assert.ok(grown < 64 * 1024 * 1024, `${grown} bytes`);
  assert.deepEqual(server.faults, []);
});
