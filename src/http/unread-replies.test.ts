import assert from 'node:assert/strict';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { manualClock } from '../lib/clock.ts';
import { createUnreadReplies, leastTaken, mostUnread, takeMs } from './unread-replies.ts';

/** A reply of which so many bytes have not been taken. */
function reply(bytes: number): { response: ServerResponse; socket: Socket; take(n: number): void } {
  const socket = new Socket();
  let left = bytes;
  Object.defineProperty(socket, 'writableLength', { get: () => left });
  Object.defineProperty(socket, 'bytesWritten', { get: () => bytes });
  const response = new ServerResponse(new IncomingMessage(socket));
  response.assignSocket(socket);
  const take = (taken: number): void => {
    left -= taken;
  };
  return { response, socket, take };
}

test('where too much is unread, those that have taken nothing for longest are ended', () => {
  const clock = manualClock(0);
  const unread = createUnreadReplies(clock.monotonicMs);
  const size = mostUnread / 8;
  const all = Array.from({ length: 8 }, () => reply(size));
  for (const each of all) {
    unread.sent(unread.begins(each.response));
    clock.advance(10);
  }
  const [reading] = all;
  reading?.take(1000);
  const late = [reply(size), reply(size)];
  for (const each of late) unread.sent(unread.begins(each.response));
  const ended = [...all, ...late].map(({ socket }) => socket.destroyed);
  assert.deepEqual(ended, [false, true, true, ...Array.from({ length: 7 }, () => false)]);
});

test('one reply may be larger than all together, and what is over counts no more', () => {
  const clock = manualClock(0);
  const unread = createUnreadReplies(clock.monotonicMs);
  const huge = reply(mostUnread * 2);
  const begun = unread.begins(huge.response);
  unread.sent(begun);
  assert.equal(huge.socket.destroyed, false);
  unread.over(begun);
  const others = [reply(mostUnread / 2), reply(mostUnread / 2)];
  for (const { response } of others) unread.sent(unread.begins(response));
  assert.deepEqual(
    others.map(({ socket }) => socket.destroyed),
    [false, false],
  );
});

test('the least that must be taken in a time, and no less, keeps a connection', () => {
  const clock = manualClock(0);
  const unread = createUnreadReplies(clock.monotonicMs);
  const [enough, less, none] = [reply(1_000_000), reply(1_000_000), reply(1_000_000)];
  const all = [enough, less, none].map(({ response }) => response);
  for (const response of all) unread.sent(unread.begins(response));
  for (let round = 0; round < 3; round += 1) {
    clock.advance(takeMs - 1);
    enough.take(leastTaken);
    unread.look();
  }
  assert.deepEqual(
    [enough, less, none].map(({ socket }) => socket.destroyed),
    [false, true, true],
  );
});
