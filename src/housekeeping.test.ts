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

test('steps take turns slice by slice until none has more; a stop ends it after a slice of each', async () => {
  const rest = (
    stopAfter: number,
  ): { done: string[]; steps: HousekeepingStep[]; all: HousekeepingTools } => {
    const done: string[] = [];
    const left = { long: 4, short: 2 };
    const steps = (['long', 'short'] as const).map((name) => ({
      name,
      run: async () => {
        done.push(name);
        left[name] -= 1;
        return left[name] > 0;
      },
    }));
    const isStopping = (): boolean => done.length >= stopAfter;
    return { done, steps, all: { ...tools, isStopping } };
  };
  const whole = rest(100);
  await createHousekeeper(whole.all, assert.fail, whole.steps).round();
  assert.deepEqual(whole.done, ['long', 'short', 'long', 'short', 'long', 'long']);
  const stopped = rest(1);
  await createHousekeeper(stopped.all, assert.fail, stopped.steps).round();
  assert.deepEqual(stopped.done, ['long', 'short']);
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
  const rounds = [keeper.round(), keeper.round(), keeper.wholeRound()];
  assert.equal(started, 1);
  open();
  await Promise.all(rounds);
  assert.equal(started, 2);
});
