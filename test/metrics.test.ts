import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { everyOperation } from '../contract/operations.ts';
import { rebuildIndexCommand } from '../src/features/contacts/index/index-commands.ts';
import { keepFailureCommand } from '../src/features/jobs/job-commands.ts';
import type { CommandContext } from '../src/storage/engine.ts';
import { has, listen } from './support/listener.ts';
import { readMetrics } from './support/metrics.ts';
import { type Answer, type TestServer, startServer } from './support/server.ts';
import { withFile } from './support/soundness.ts';
import { create, list, many, withSettings } from './support/with-settings.ts';

let server: TestServer;
before(async () => {
  // The server does by itself only what it is told to.
  mock.timers.enable({ apis: ['setInterval'] });
  server = await startServer();
});
after(async () => {
  mock.timers.reset();
  await server.close();
});

const token = 'metrics-token-of-the-tests-000000';
const ask = (of: TestServer, headers = {}, bearer: string | null = null): Promise<Answer> =>
  of.call('GET', '/metrics', { token: bearer, headers });

const valuesNow = async (of: TestServer = server): Promise<ReadonlyMap<string, number>> =>
  readMetrics((await ask(of)).text);

/** How much each has grown meanwhile; what was not there was 0. */
async function grown(act: () => Promise<unknown>): Promise<(name: string) => number> {
  const earlier = await valuesNow();
  await act();
  const later = await valuesNow();
  return (name) => (later.get(name) ?? 0) - (earlier.get(name) ?? 0);
}

const requests = (operation: string, status: number): string =>
  `groundlevel_requests_total{operation="${operation}",status="${status}"}`;

test('metrics are text that a scraper reads, each with its help and type', async () => {
  const { status, headers, text } = await ask(server);
  assert.equal(status, 200);
  assert.equal(headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
  assert.equal(headers.get('cache-control'), 'no-store');
  const values = readMetrics(text);
  for (const name of [
    'groundlevel_requests_under_way',
    'groundlevel_connections',
    'groundlevel_write_queue',
    'groundlevel_write_commit_seconds_count',
    'groundlevel_readers_busy',
    'groundlevel_search_queue',
    'groundlevel_database_bytes',
    'groundlevel_database_log_bytes',
    'groundlevel_job_failures_total',
    'nodejs_eventloop_lag_seconds',
    'process_resident_memory_bytes',
  ]) {
    assert.ok((values.get(name) ?? -1) >= 0, name);
  }
  assert.ok((values.get('groundlevel_database_bytes') ?? 0) > 4096);
  assert.ok((values.get('groundlevel_requests_under_way') ?? 0) >= 1, 'the question itself');
});

test('known requests, writes and searches are counted', async () => {
  const by = await grown(async () => {
    await many(5, () => create(server, { firstName: 'Counted' }));
    assert.equal((await create(server, { firstName: 7 })).status, 422);
    for (let each = 0; each < 3; each += 1) await list(server);
    await server.call('GET', '/healthz', { token: null });
    await server.call('GET', '/contacts/none', { token: null });
  });
  assert.equal(by(requests('create-contact', 201)), 5);
  assert.equal(by(requests('create-contact', 422)), 1);
  assert.equal(by(requests('get-contacts', 200)), 3);
  assert.equal(by(requests('get-contact', 401)), 1);
  assert.equal(by(requests('/healthz', 200)), 1);
  assert.equal(by('groundlevel_request_duration_seconds_count{operation="create-contact"}'), 6);
  assert.equal(by('groundlevel_write_group_size_sum'), 5);
  const groups = by('groundlevel_write_group_size_count');
  assert.ok(groups >= 1 && groups <= 5);
  assert.equal(by('groundlevel_write_commit_seconds_count'), groups);
  assert.ok(
    by('groundlevel_write_group_seconds_sum') >= by('groundlevel_write_commit_seconds_sum'),
  );
  assert.ok(by('groundlevel_write_commit_seconds_sum') > 0);
});

test('streams and jobs show while they are there', async () => {
  const streams = async (): Promise<number | undefined> =>
    (await valuesNow()).get('groundlevel_streams');
  assert.equal(await streams(), 0);
  const listener = await listen(server.baseUrl, { token: server.own.token });
  await listener.until(has('ready'));
  assert.equal(await streams(), 1);
  listener.leave();
  while ((await streams()) !== 0);
  const ended = requests('stream-events', 200);
  assert.equal((await valuesNow()).get(ended), 1);

  const { engine } = server.app;
  const context: CommandContext = {
    now: Date.now(),
    traceId: 'asked',
    actor: { kind: 'cli', id: 'test', name: 'test' },
  };
  const index = async (): Promise<unknown[]> => {
    const values = await valuesNow();
    return ['waiting', 'running', 'failing'].map((status) =>
      values.get(`groundlevel_jobs{kind="build-index",status="${status}"}`),
    );
  };
  assert.deepEqual(await index(), [0, 0, 0]);
  await engine.run(rebuildIndexCommand, { locationNo: null }, context);
  assert.deepEqual(await index(), [1, 0, 0]);
  const no = withFile(server.databasePath, (database) =>
    Number(database.prepare('SELECT max(no) AS no FROM jobs').get()?.['no']),
  );
  const failure = { locationNo: null, no, problem: 'planted' };
  await engine.run(keepFailureCommand, failure, { ...context, now: 0 });
  assert.deepEqual(await index(), [0, 0, 1]);
  await server.app.keepHouse();
  assert.deepEqual(await index(), [0, 0, 0]);
});

test('10,000 different addresses add no label of their own, and no id shows', async () => {
  const { server: inside } = server.app;
  const made = await create(server, { firstName: 'Unnamed', email: 'unnamed@example.com' });
  const before = await valuesNow();
  const address = (no: number): string =>
    [`/nowhere/${no}`, `/contacts/id${no}`, `/app/page/${no}`, `/contacts/%ff${no}`][no % 4] ?? '';
  await many(10_000, (no) => inside.inject({ method: 'GET', url: address(no) }));
  const { text } = await ask(server);
  const values = readMetrics(text);
  const by = (name: string): number => (values.get(name) ?? 0) - (before.get(name) ?? 0);
  assert.equal(by(requests('none', 404)) + by(requests('none', 400)), 5000);
  assert.equal(by(requests('get-contact', 401)), 2500);
  const known = new Set<string>(everyOperation.map(({ id }) => id));
  const labels = [...text.matchAll(/operation="([^"]*)"/g)].map(([, label = '']) => label);
  for (const label of labels) {
    const isPage = ['none', 'unreadable', '/metrics', '/healthz', '/app/*'].includes(label);
    assert.ok(known.has(label) || isPage, label);
  }
  const { locationId } = server.own;
  for (const secret of [locationId, made.body.contact?.id ?? '', 'Unnamed', server.own.token]) {
    assert.ok(secret.length > 3 && !text.includes(secret), secret);
  }
});

test('without a token only this machine is answered, and nobody through a proxy', async () => {
  const { server: inside } = server.app;
  const from = async (remoteAddress: string, headers = {}): Promise<number> =>
    (await inside.inject({ url: '/metrics', remoteAddress, headers })).statusCode;
  const host = 'localhost:8080';
  for (const address of ['127.0.0.1', '127.3.2.1', '::1', '::ffff:127.0.0.1']) {
    assert.equal(await from(address, { host }), 200, address);
  }
  for (const address of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1', '10.0.0.1']) {
    assert.equal(await from(address, { host }), 403, address);
    assert.equal(await from(address, { host, 'x-forwarded-for': '127.0.0.1' }), 403, address);
  }
  for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-proto']) {
    const { status, body } = await ask(server, { [header]: '127.0.0.1' });
    assert.deepEqual([status, body.code], [403, 'metrics_refused'], header);
    assert.match(String(body.message), /GROUNDLEVEL_METRICS_TOKEN/);
  }
  for (const name of ['127.0.0.1', 'LOCALHOST:1', '[::1]:8080']) {
    assert.equal(await from('127.0.0.1', { host: name }), 200, name);
  }
  for (const name of ['contacts.example', '127.example', '[::1', '127.0.0.1.example:80']) {
    assert.equal(await from('127.0.0.1', { host: name }), 403, name);
  }
});

for (const env of [{ PUBLIC_URL: 'https://contacts.example' }, { TRUST_PROXY: '127.0.0.1' }]) {
  test(`behind a proxy by ${Object.keys(env)} nobody is answered without a token`, () =>
    withSettings(env, async (behind) => {
      assert.equal((await ask(behind)).status, 403);
      const claimed = await ask(behind, { 'x-forwarded-for': '127.0.0.1' });
      assert.equal(claimed.status, 403);
    }));
}

test('with a token it is asked for, from anywhere and through a proxy', () =>
  withSettings({ METRICS_TOKEN: token, RATE_LIMIT: '2/10' }, async (guarded) => {
    const codes = async (headers: object, bearer: string | null): Promise<unknown[]> => {
      const { status, body } = await ask(guarded, headers, bearer);
      return [status, body.code];
    };
    assert.deepEqual(await codes({}, null), [401, 'token_missing']);
    assert.deepEqual(await codes({ authorization: token }, null), [401, 'token_missing']);
    for (const wrong of [token.slice(1), `${token}0`, guarded.own.token, guarded.managementToken]) {
      assert.deepEqual(await codes({}, wrong), [401, 'token_invalid']);
    }
    for (let each = 0; each < 5; each += 1) {
      assert.deepEqual(await codes({ 'x-forwarded-for': '192.0.2.7' }, token), [200, undefined]);
    }
    const { statusCode, body } = await guarded.app.server.inject({
      url: '/metrics',
      remoteAddress: '192.0.2.7',
      headers: { host: 'contacts.example', authorization: `Bearer ${token}` },
    });
    assert.equal(statusCode, 200);
    assert.ok(!body.includes(token));
  }));

test('who asks while metrics are collected gets the same text', async () => {
  const texts = await many(20, async () => (await ask(server)).text);
  assert.ok(new Set(texts).size < 20);
});
