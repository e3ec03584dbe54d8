import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type HousekeepingStep,
  type HousekeepingTools,
  createHousekeeper,
} from './housekeeping.ts';

// The steps here use none of them.
const tools = {} as HousekeepingTools;

test('a step that fails is told of by name and keeps no other back', async () => {
  const done: string[] = [];
  const failed: unknown[] = [];
  const steps: HousekeepingStep[] = [
    { name: 'broken', run: () => Promise.reject(new Error('no')) },
    { name: 'sound', run: async () => done.push('sound') },
  ];
  await createHousekeeper(tools, (step) => failed.push(step), steps).round();
  assert.deepEqual([done, failed], [['sound'], ['broken']]);
});

test('rounds do not overlap, and the last one comes after the one under way', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  let started = 0;
  const step = {
    name: 'slow',
    run: async () => {
      started += 1;
      await gate;
    },
  };
  const keeper = createHousekeeper(tools, assert.fail, [step]);
  const rounds = [keeper.round(), keeper.round(), keeper.lastRound()];
  assert.equal(started, 1);
  open();
  await Promise.all(rounds);
  assert.equal(started, 2);
});
