import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import type { IncomingMessage } from 'node:http';
import { AppError } from '../errors/app-error.ts';
import { createUploadSlots, uploadsAtOnce, uploadsThatWait } from './upload-slots.ts';

// Of a request only its closing is followed.
const newRequest = (): IncomingMessage => new EventEmitter() as IncomingMessage;
const turnOf = (locationNo: number) => ({ locationNo, actorKey: `of ${locationNo}` });

/** Enters many; those that have a slot, each with its way out. */
async function enterMany(
  slots: ReturnType<typeof createUploadSlots>,
  locationNo: number,
  count: number,
): Promise<{ inside: (() => void)[]; codes: string[] }> {
  const inside: (() => void)[] = [];
  const codes: string[] = [];
  for (let left = count; left > 0; left -= 1) {
    slots.enter(turnOf(locationNo), newRequest()).then(
      (leave) => inside.push(leave),
      (error: unknown) => codes.push(error instanceof AppError ? error.code : String(error)),
    );
  }
  await new Promise((resolve) => setImmediate(resolve));
  return { inside, codes };
}

test('one location that uploads without end leaves slots and places for the others', async () => {
  const slots = createUploadSlots();
  const greedy = await enterMany(slots, 1, uploadsThatWait * 2);
  assert.ok(greedy.inside.length < uploadsAtOnce, `${greedy.inside.length} at once`);
  assert.ok(greedy.codes.length > 0 && greedy.codes.every((code) => code === 'unavailable'));
  const other = await enterMany(slots, 2, 2);
  assert.deepEqual([other.inside.length, other.codes], [2, []]);
});

test('who waits gets the slot that is given back, once, and who goes waits no longer', async () => {
  const slots = createUploadSlots();
  const first = await enterMany(slots, 1, uploadsAtOnce);
  const held = first.inside.length;
  const gone = newRequest();
  const left = slots.enter(turnOf(1), gone);
  gone.emit('close');
  await assert.rejects(left, { code: 'client_gone' });
  const [leave] = first.inside;
  leave?.();
  leave?.();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(first.inside.length, held + 1);
});
