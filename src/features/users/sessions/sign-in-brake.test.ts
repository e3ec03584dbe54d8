import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createSignInBrake,
  forgetTriesMs,
  freeTriesAtUser,
  freeTriesOfAddress,
  freeTriesOfUser,
  longestHoldMs,
  longestWaitMs,
} from './sign-in-brake.ts';

const email = 'ada@example.com';
const address = '192.0.2.1';
const free = { waitMs: 0, holdMs: 0 };

test('a few tries are free, the next ones wait ever longer, to a minute, and it is forgotten', () => {
  const brake = createSignInBrake();
  const attempt = { address, email };
  for (let each = 0; each < freeTriesOfUser; each += 1) {
    assert.deepEqual(brake.enter(attempt, 0), free);
  }
  let at = 0;
  const waits: number[] = [];
  for (let each = 0; each < 9; each += 1) {
    const { waitMs } = brake.enter(attempt, at);
    waits.push(waitMs);
    assert.equal(brake.enter(attempt, at + waitMs - 1).waitMs, 1, 'a refused try is not counted');
    at += waitMs;
    assert.deepEqual(brake.enter(attempt, at), free);
  }
  assert.deepEqual(waits.slice(0, 6), [1000, 2000, 4000, 8000, 16_000, 32_000]);
  assert.equal(waits.at(-1), longestWaitMs);
  assert.deepEqual(brake.enter(attempt, at + forgetTriesMs), free);
});

test('the right password clears what failed at its user from its address', () => {
  const brake = createSignInBrake();
  const attempt = { address, email: 'Ada@Example.com ' };
  for (let round = 0; round < 30; round += 1) {
    for (let each = 0; each < freeTriesOfUser - 1; each += 1) {
      if (round < 4) assert.deepEqual(brake.enter({ address, email }, 0), free);
    }
    assert.deepEqual(brake.enter(attempt, 0), free, `${round}`);
    brake.succeeded(attempt);
  }
});

test('one address is slowed down over all users, and others are not by it', () => {
  const brake = createSignInBrake();
  for (let each = 0; each < freeTriesOfAddress; each += 1) {
    assert.deepEqual(brake.enter({ address, email: `user${each}@example.com` }, 0), free);
  }
  assert.ok(brake.enter({ address, email }, 0).waitMs > 0);
  assert.deepEqual(brake.enter({ address: '192.0.2.2', email }, 0), free);
});

test('whoever fails from elsewhere, a right password is kept for seconds and never refused', () => {
  const brake = createSignInBrake();
  for (let each = 0; each < 5000; each += 1) {
    brake.enter({ address: `10.0.${each >> 8}.${each & 255}`, email }, 0);
  }
  const { waitMs, holdMs } = brake.enter({ address, email }, 0);
  assert.equal(waitMs, 0);
  assert.ok(holdMs > 0 && holdMs <= longestHoldMs);
  const few = createSignInBrake();
  for (let each = 0; each < freeTriesAtUser; each += 1) {
    assert.deepEqual(few.enter({ address: `10.0.0.${each}`, email }, 0), free);
  }
});

test('addresses of one IPv6 network count as one, and those mapped from IPv4 as what they are', () => {
  const brake = createSignInBrake();
  for (let each = 0; each < freeTriesOfUser; each += 1) {
    brake.enter({ address: `2001:db8:1:2::${each}`, email }, 0);
  }
  assert.ok(brake.enter({ address: '2001:db8:1:2:ffff:1:2:3', email }, 0).waitMs > 0);
  assert.deepEqual(brake.enter({ address: '2001:db8:1:3::1', email }, 0), free);
  for (let each = 0; each < freeTriesOfUser; each += 1) brake.enter({ address, email }, 0);
  assert.ok(brake.enter({ address: `::ffff:${address}`, email }, 0).waitMs > 0);
});

test('what it keeps is bounded, however many addresses and users are tried', () => {
  const brake = createSignInBrake();
  const attempt = { address, email };
  for (let each = 0; each <= freeTriesOfUser; each += 1) brake.enter(attempt, 0);
  assert.ok(brake.enter(attempt, 0).waitMs > 0);
  for (let each = 0; each < 10_001; each += 1) {
    brake.enter({ address: `10.1.${each >> 8}.${each & 255}`, email: `u${each}@example.com` }, 0);
  }
  assert.deepEqual(brake.enter(attempt, 0), free, 'the oldest are forgotten');
});
