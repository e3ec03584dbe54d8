import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFailureBrake, createRateLimiter } from './rate-limit.ts';

const rule = { max: 100, intervalMs: 10_000, perDay: 200_000 };
const start = Date.parse('2026-03-07T12:00:00Z');
const dayMs = 86_400_000;

test('an interval lets its number through and the next one begins anew', () => {
  const limiter = createRateLimiter(rule);
  for (let each = 1; each <= 100; each += 1) {
    const state = limiter.take('1', start + each);
    assert.ok(state.allowed);
    assert.equal(state.headers['x-ratelimit-remaining'], String(100 - each));
  }
  const refused = limiter.take('1', start + 200);
  assert.deepEqual([refused.allowed, refused.retryAfterMs], [false, 10_000 - 199]);
  assert.equal(refused.headers['x-ratelimit-daily-remaining'], '199900', 'a refusal costs nothing');
  assert.ok(!limiter.take('1', start + 10_000).allowed);
  assert.ok(limiter.take('1', start + 10_001).allowed);
});

test('each integration is counted alone', () => {
  const limiter = createRateLimiter({ ...rule, max: 1 });
  assert.ok(limiter.take('1', start).allowed);
  assert.ok(limiter.take('2', start).allowed);
  assert.ok(!limiter.take('1', start).allowed);
});

test('a day lets its number through, then says when the next one begins', () => {
  const limiter = createRateLimiter(rule);
  let at = start;
  for (let each = 0; each < 200_000; each += 1) {
    if (each % 100 === 0) at += 10_000;
    assert.ok(limiter.take('1', at).allowed);
  }
  const refused = limiter.take('1', at + 10_000);
  assert.ok(!refused.allowed);
  assert.equal(refused.headers['x-ratelimit-daily-remaining'], '0');
  const day = start + 10_000;
  assert.equal(refused.retryAfterMs, day + dayMs - (at + 10_000));
  const next = limiter.take('1', day + dayMs);
  assert.deepEqual([next.allowed, next.headers['x-ratelimit-daily-remaining']], [true, '199999']);
});

test('without a limit everything passes and the published numbers are shown', () => {
  const limiter = createRateLimiter(undefined);
  for (let each = 0; each < 1000; each += 1) {
    const { allowed, headers } = limiter.take('1', start);
    assert.ok(allowed);
    assert.equal(headers['x-ratelimit-remaining'], '100');
  }
});

test('bad tokens from one address are held longer and longer, up to two seconds', () => {
  const brake = createFailureBrake();
  const held = Array.from({ length: 18 }, () => brake.delayMs('1.2.3.4', start));
  assert.deepEqual(held.slice(0, 10), Array(10).fill(0));
  assert.deepEqual(held.slice(10), [50, 100, 200, 400, 800, 1600, 2000, 2000]);
  assert.equal(brake.delayMs('5.6.7.8', start), 0, 'another address is not');
  assert.equal(brake.delayMs('1.2.3.4', start + 59_999), 2000);
  assert.equal(brake.delayMs('1.2.3.4', start + 59_999 + 60_000), 0, 'after a quiet minute');
});

test('addresses are forgotten, the longest unseen first, so that memory stays bounded', () => {
  const brake = createFailureBrake();
  for (let each = 0; each < 11; each += 1) brake.delayMs('old', start);
  for (let each = 0; each < 9_999; each += 1) brake.delayMs(`address ${each}`, start);
  assert.notEqual(brake.delayMs('old', start), 0);
  for (let each = 0; each < 10_000; each += 1) brake.delayMs(`other ${each}`, start);
  assert.equal(brake.delayMs('old', start), 0);
});
