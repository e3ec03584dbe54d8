import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clockAt } from '../support/clock.ts';
import { contactOf, untraced } from '../support/answers.ts';
import { type Answer, type TestServer, startServer } from '../support/server.ts';

const clock = clockAt(Date.parse('2026-03-07T12:00:00Z'));
const waits: number[] = [];
let limited: TestServer;
let open: TestServer;
before(async () => {
  limited = await startServer({ clock, env: { GROUNDLEVEL_RATE_LIMIT: 'highlevel' } });
  open = await startServer({ clock, wait: async (ms) => void waits.push(ms) });
});
after(async () => {
  await limited.close();
  await open.close();
});

function limitsOf({ headers }: Answer): Record<string, string | null> {
  return Object.fromEntries(
    [
      'X-RateLimit-Limit-Daily',
      'X-RateLimit-Daily-Remaining',
      'X-RateLimit-Interval-Milliseconds',
      'X-RateLimit-Max',
      'X-RateLimit-Remaining',
    ].map((name) => [name, headers.get(name)]),
  );
}
const published = {
  'X-RateLimit-Limit-Daily': '200000',
  'X-RateLimit-Interval-Milliseconds': '10000',
  'X-RateLimit-Max': '100',
};

test('by default there is no limit, and every reply has the published headers', async () => {
  const body = { locationId: open.own.locationId };
  const answers = await Promise.all(
    Array.from({ length: 150 }, () => open.call('POST', '/contacts', { body })),
  );
  for (const answer of answers) {
    contactOf(answer, 201);
    assert.deepEqual(limitsOf(answer), {
      ...published,
      'X-RateLimit-Daily-Remaining': '200000',
      'X-RateLimit-Remaining': '100',
    });
  }
  const refused = await open.call('GET', '/contacts/none');
  assert.equal(refused.status, 404);
  assert.equal(refused.headers.get('x-ratelimit-max'), '100');
});

test('with highlevel the 101st request in 10 seconds is refused, and nothing is done', async () => {
  const { locationId, token } = await limited.tenant();
  const create = () => limited.call('POST', '/contacts', { token, body: { locationId } });
  for (let each = 1; each <= 100; each += 1) {
    const answer = await create();
    assert.equal(answer.status, 201);
    assert.deepEqual(limitsOf(answer), {
      ...published,
      'X-RateLimit-Daily-Remaining': String(200_000 - each),
      'X-RateLimit-Remaining': String(100 - each),
    });
  }
  clock.advance(2500);
  const refused = await create();
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('retry-after'), '8');
  assert.equal(refused.headers.get('x-ratelimit-remaining'), '0');
  assert.equal(refused.headers.get('x-groundlevel-compatibility'), 'documented');
  assert.deepEqual(untraced(refused), {
    statusCode: 429,
    message: 'Too Many Requests',
    error: 'Too Many Requests',
    code: 'rate_limited',
    retryAfterSeconds: 8,
  });
  const other = await limited.integration(locationId, { scopes: ['contacts'] });
  const listed = await limited.call('GET', `/contacts/?locationId=${locationId}`, {
    token: other.token,
  });
  assert.equal(listed.status, 200, 'another integration of the location has its own count');
  assert.equal(listed.body.meta?.['total'], 100);
  clock.advance(7500);
  assert.equal((await create()).status, 201, 'when Retry-After says so');
});

test('a clock that is set back or ahead moves no window, and nobody waits longer for it', async () => {
  const { token } = await limited.tenant();
  const get = () => limited.call('GET', '/contacts/none', { token });
  for (let each = 0; each < 100; each += 1) assert.equal((await get()).status, 404);
  clock.setBy(-3_600_000);
  assert.equal((await get()).headers.get('retry-after'), '10');
  clock.setBy(7_200_000);
  assert.equal((await get()).headers.get('retry-after'), '10');
  clock.setBy(-3_600_000);
  clock.advance(10_000);
  assert.equal((await get()).status, 404);
});

test('refused tokens are not counted against anybody', async () => {
  const refused = await limited.call('GET', '/contacts/x', { token: 'pit-none' });
  assert.equal(refused.status, 401);
  assert.equal(refused.headers.get('x-ratelimit-remaining'), null);
});

test('repeated bad tokens from one address are held; good ones never are', async () => {
  const bad = () => open.call('GET', '/contacts/x', { token: 'pit-none' });
  for (let each = 0; each < 10; each += 1) assert.equal((await bad()).status, 401);
  assert.deepEqual(waits, []);
  for (let each = 0; each < 3; each += 1) {
    const answer = await bad();
    assert.equal(answer.status, 401);
    assert.equal(answer.body.message, 'Invalid Private Integration token');
  }
  assert.deepEqual(waits, [50, 100, 200]);
  assert.equal((await open.call('GET', '/contacts/none')).status, 404);
  assert.equal((await open.call('GET', '/contacts/x', { token: null })).status, 401);
  assert.deepEqual(waits, [50, 100, 200, 400], 'no token is a bad one too');
  clock.setBy(-3_600_000);
  clock.advance(60_000);
  clock.setBy(3_600_000);
  await bad();
  assert.deepEqual(waits, [50, 100, 200, 400], 'forgotten after a quiet minute');
});
