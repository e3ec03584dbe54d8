import assert from 'node:assert/strict';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { createRequestLines, mostWaiting } from './request-lines.ts';

function requestOn(socket: Socket): [IncomingMessage, ServerResponse] {
  const request = new IncomingMessage(socket);
  return [request, new ServerResponse(request)];
}

test('where more requests wait than may, the connection with the most of them is ended', () => {
  const begun: unknown[] = [];
  const turns = createRequestLines({ begins: () => undefined, over: () => undefined }, () => 0);
  const listen = turns.inTurn((request) => void begun.push(request.socket));
  const [few, many, next] = [new Socket(), new Socket(), new Socket()];
  for (let each = 0; each < 100; each += 1) listen(...requestOn(few));
  for (let each = 0; each < mostWaiting - 99; each += 1) listen(...requestOn(many));
  assert.deepEqual([few.destroyed, many.destroyed], [false, false]);
  for (let each = 0; each < 2; each += 1) listen(...requestOn(few));
  assert.deepEqual([few.destroyed, many.destroyed], [false, true]);
  listen(...requestOn(many));
  listen(...requestOn(next));
  assert.deepEqual(begun, [few, many, next]);
});
