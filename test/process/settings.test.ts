import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { request as requestHttps } from 'node:https';
import { type Socket, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { settings } from '../../src/config/settings.ts';
import { manualClock } from '../../src/lib/clock.ts';
import { wantsMetricsToken } from '../support/metrics.ts';
import { withFolder } from '../support/folder.ts';
import { startServing } from '../support/process.ts';
import type { Answer, TestServer } from '../support/server.ts';
import { create, list, many, refused, withSettings } from '../support/with-settings.ts';
import { upload } from '../support/upload.ts';

const atTest = (name: string): string => join(import.meta.dirname, '..', 'support', name);
const certificate = atTest('test-only-certificate.pem');

/** Answers over TLS to a client that trusts the test's certificate. */
async function servesHttps(): Promise<void> {
  const env = { TLS_CERT: certificate, TLS_KEY: atTest('test-only-key.pem') };
  await withSettings(env, async ({ baseUrl, own }) => {
    assert.match(baseUrl, /^https:/);
    const url = `${baseUrl}/contacts?locationId=${own.locationId}`;
    const headers = { authorization: `Bearer ${own.token}` };
    const sent = requestHttps(url, { ca: readFileSync(certificate), headers, agent: false });
    sent.end();
    const [reply] = await once(sent, 'response');
    assert.equal(reply.statusCode, 200);
    reply.resume();
  });
}

/** The delays that 15 bad tokens from one address, and one from another, are held for. */
async function delays(trust: string): Promise<{ many: number; other: number }> {
  const held: number[] = [];
  const wait = async (ms: number): Promise<void> => void held.push(ms);
  let many = 0;
  await withSettings(
    { TRUST_PROXY: trust },
    async (server) => {
      const from = (address: string): Promise<Answer> =>
        server.call('GET', '/contacts', {
          token: 'pit-00000000-0000-4000-8000-000000000000',
          headers: { 'x-forwarded-for': address },
        });
      for (let each = 0; each < 15; each += 1) await from('192.0.2.1');
      many = held.length;
      await from('192.0.2.2');
    },
    { wait },
  );
  return { many, other: held.length - many };
}

/** A connection whose request the server has begun to read and waits for the rest of. */
async function halfRequest(server: TestServer): Promise<Socket> {
  const { hostname, port } = new URL(server.baseUrl);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST /contacts HTTP/1.1\r\nHost: x\r\nAuthorization: ${server.own.token}\r\n` +
      'Content-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n{',
  );
  const [reply] = await once(socket, 'data');
  assert.match(String(reply), /^HTTP\/1\.1 100 Continue/);
  return socket;
}

/** Where each setting shows; the last test holds this against the settings there are. */
const effects: Readonly<Record<string, () => Promise<void>>> = {
  'server.host': () =>
    withFolder(async (folder) => {
      const serving = await startServing({ folder, env: { GROUNDLEVEL_HOST: '127.0.0.2' } });
      assert.equal(new URL(serving.baseUrl).hostname, '127.0.0.2');
      assert.equal((await fetch(`${serving.baseUrl}/healthz`)).status, 200);
      await serving.kill('SIGTERM');
    }),
  'server.port': () =>
    withFolder(async (folder) => {
      const probe = createServer().listen(0, '127.0.0.1');
      await once(probe, 'listening');
      const address = probe.address();
      const port = typeof address === 'object' ? String(address?.port) : '';
      probe.close();
      await once(probe, 'close');
      const serving = await startServing({ folder, env: { GROUNDLEVEL_PORT: port } });
      assert.equal(new URL(serving.baseUrl).port, port);
      await serving.kill('SIGTERM');
    }),
  'server.public_url': () =>
    withSettings({ PUBLIC_URL: 'https://contacts.example/base/' }, async (server) => {
      await many(2, () => create(server));
      const { meta } = (await list(server, '&limit=1')).body;
      assert.ok(String(meta?.['nextPageUrl']).startsWith('https://contacts.example/base/contacts'));
    }),
  'server.trust_proxy': async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'contacts.example' };
    const next = async (server: TestServer): Promise<string> => {
      await many(2, () => create(server));
      return String((await list(server, '&limit=1', headers)).body.meta?.['nextPageUrl']);
    };
    for (const trust of ['on', '127.0.0.1', '127.0.0.0/8']) {
      await withSettings({ TRUST_PROXY: trust }, async (server) =>
        assert.match(await next(server), /^https:\/\/contacts\.example\/contacts/),
      );
    }
    for (const trust of ['off', '192.0.2.7']) {
      await withSettings({ TRUST_PROXY: trust }, async (server) =>
        assert.ok((await next(server)).startsWith(`${server.baseUrl}/contacts`)),
      );
    }
    assert.deepEqual(await delays('on'), { many: 5, other: 0 });
    assert.deepEqual(await delays('off'), { many: 5, other: 1 });
  },
  'server.tls_cert': servesHttps,
  'server.tls_key': servesHttps,
  'server.cors_origins': async () => {
    const preflight = (server: TestServer, origin: string, method: string): Promise<Answer> =>
      server.call('OPTIONS', '/contacts/x', {
        token: null,
        headers: {
          origin,
          'access-control-request-method': method,
          'access-control-request-headers': 'authorization, content-type, version',
        },
      });
    await withSettings({ CORS_ORIGINS: 'https://a.example, https://b.example' }, async (server) => {
      for (const method of ['PUT', 'DELETE', 'POST', 'GET']) {
        const { status, headers } = await preflight(server, 'https://b.example', method);
        assert.equal(status, 204);
        assert.equal(headers.get('access-control-allow-origin'), 'https://b.example');
        assert.ok(headers.get('access-control-allow-methods')?.split(', ').includes(method));
        assert.match(headers.get('access-control-allow-headers') ?? '', /authorization/);
      }
      const foreign = await preflight(server, 'https://c.example', 'PUT');
      assert.equal(foreign.headers.get('access-control-allow-origin'), null);
      const read = await list(server, '', { origin: 'https://a.example' });
      assert.equal(read.headers.get('access-control-allow-origin'), 'https://a.example');
      assert.match(read.headers.get('access-control-expose-headers') ?? '', /ETag/);
    });
    await withSettings({}, async (server) => {
      const none = await preflight(server, 'https://a.example', 'PUT');
      assert.equal(none.status, 404);
      assert.equal(none.headers.get('access-control-allow-origin'), null);
    });
  },
  'database.url': () =>
    withFolder((folder) =>
      withSettings({ DATABASE_URL: `file:${folder}/elsewhere/contacts.db` }, async (server) => {
        assert.equal((await create(server)).status, 201);
        assert.ok(existsSync(join(folder, 'elsewhere', 'contacts.db')));
        assert.ok(!existsSync(join(server.folder, 'data')));
      }),
    ),
  'api.compatibility': () =>
    withSettings({ COMPATIBILITY: 'observed' }, async (server) => {
      const refused = await create(server);
      assert.equal(refused.headers.get('x-groundlevel-compatibility'), 'observed');
      assert.deepEqual(
        [refused.status, refused.body.message],
        [401, 'version header was not found.'],
      );
    }),
  'api.rate_limit': async () => {
    await withSettings({ RATE_LIMIT: '3/10' }, async (server) => {
      const answers = [];
      for (let each = 0; each < 4; each += 1) answers.push(await list(server));
      assert.deepEqual(
        answers.map((each) => each.status),
        [200, 200, 200, 429],
      );
      const last = answers[3];
      assert.equal(last?.headers.get('x-ratelimit-max'), '3');
      assert.ok(Number(last?.headers.get('retry-after')) <= 10);
    });
    await withSettings({ RATE_LIMIT: 'highlevel' }, async (server) => {
      const { headers } = await list(server);
      assert.equal(headers.get('x-ratelimit-remaining'), '99');
      assert.equal(headers.get('x-ratelimit-daily-remaining'), '199999');
    });
  },
  'contacts.restore_days': async () => {
    const clock = manualClock(Date.now());
    const day = 24 * 60 * 60 * 1000;
    await withSettings(
      { RESTORE_DAYS: 2 },
      async (server) => {
        const path = `/contacts/${(await create(server)).body.contact?.id}`;
        const restored = async (afterDays: number): Promise<number> => {
          await server.call('DELETE', path);
          clock.advance(afterDays * day);
          return (await server.call('POST', `/api${path}/restore`)).status;
        };
        assert.deepEqual([await restored(1.9), await restored(2)], [200, 410]);
      },
      { clock },
    );
  },
  'metrics.token': wantsMetricsToken,
  'log.level': () =>
    withFolder(async (folder) => {
      const lines = async (level: string): Promise<string> => {
        const env = { GROUNDLEVEL_LOG_LEVEL: level };
        const serving = await startServing({ folder, env });
        await fetch(`${serving.baseUrl}/contacts/x?query=secret`);
        await serving.kill('SIGTERM');
        return serving.stderr();
      };
      assert.equal(await lines('warn'), '');
      const logged = await lines('info');
      assert.ok(!logged.includes('secret'));
      const { method, path, status, msg } = JSON.parse(logged.trim().split('\n').at(-1) ?? '');
      assert.deepEqual([method, path, status, msg], ['GET', '/contacts/x', 401, 'request']);
    }),
  'limits.body_bytes': () =>
    withSettings({ LIMITS_BODY_BYTES: 2000 }, async (server) => {
      const over = await create(server, { address1: 'x'.repeat(2000) });
      assert.equal(over.status, 413);
      assert.match(String(over.body.message), /2000 bytes/);
      assert.equal((await create(server, { address1: 'x'.repeat(1000) })).status, 201);
    }),
  'limits.file_bytes': () =>
    withSettings({ LIMITS_FILE_BYTES: 2000 }, async (server) => {
      const over = await upload(server, ['x'.repeat(2001)]);
      assert.equal(over.status, 413);
      assert.match(String(over.body.message), /the limit of 2000 bytes/);
      assert.equal((await upload(server, ['x'.repeat(2000)])).status, 200);
    }),
  'limits.upload_files': () =>
    withSettings({ LIMITS_UPLOAD_FILES: 1 }, async (server) => {
      const over = await upload(server, ['a', 'b']);
      assert.equal(over.status, 422);
      assert.match(String(over.body.message), /at most 1 file/);
      assert.equal((await upload(server, ['a'])).status, 200);
    }),
  'limits.list_default': () =>
    withSettings({ LIMITS_LIST_DEFAULT: 2 }, async (server) => {
      await many(3, () => create(server));
      assert.equal((await list(server)).body.contacts?.length, 2);
    }),
  'limits.list_maximum': () =>
    withSettings({ LIMITS_LIST_MAXIMUM: 2, LIMITS_LIST_DEFAULT: 1 }, async (server) => {
      await many(3, () => create(server));
      const { contacts, warnings } = (await list(server, '&limit=3')).body;
      assert.equal(contacts?.length, 2);
      assert.deepEqual(warnings, ['limit 3 is over the maximum; 2 is used']);
    }),
  'limits.events_default': () =>
    withSettings({ LIMITS_EVENTS_DEFAULT: 2 }, async (server) => {
      await many(3, () => create(server));
      const { body } = await server.call('GET', '/api/events');
      assert.equal((body['events'] as unknown[]).length, 2);
    }),
  'limits.events_maximum': () =>
    withSettings({ LIMITS_EVENTS_MAXIMUM: 2, LIMITS_EVENTS_DEFAULT: 1 }, async (server) => {
      await many(3, () => create(server));
      const { body } = await server.call('GET', '/api/events?limit=3');
      assert.equal((body['events'] as unknown[]).length, 2);
    }),
  'limits.idempotency_key_length': () =>
    withSettings({ LIMITS_IDEMPOTENCY_KEY_LENGTH: 5 }, async (server) => {
      const over = await create(server, {}, { 'idempotency-key': '123456' });
      assert.equal(over.status, 400);
      assert.match(String(over.body.message), /1 to 5 printable/);
      assert.equal((await create(server, {}, { 'idempotency-key': '12345' })).status, 201);
    }),
  'limits.idempotency_hours': async () => {
    let now = Date.now();
    const kept = async (hoursLater: number): Promise<unknown> => {
      let count: unknown;
      await withSettings(
        { LIMITS_IDEMPOTENCY_HOURS: 2 },
        async (server) => {
          await create(server, {}, { 'idempotency-key': 'once' });
          now += hoursLater * 3_600_000;
          await server.app.close();
          const file = new DatabaseSync(join(server.folder, 'data', 'groundlevel.db'));
          count = file.prepare('SELECT count(*) AS n FROM idempotency_keys').get()?.['n'];
          file.close();
        },
        { clock: { now: () => now, monotonicMs: () => now } },
      );
      return count;
    };
    assert.deepEqual([await kept(1.9), await kept(2.1)], [1, 0]);
  },
  'limits.rotation_overlap_days': () =>
    withSettings({ LIMITS_ROTATION_OVERLAP_DAYS: 3 }, async (server) => {
      const token = server.managementToken;
      const path = `/api/locations/${server.own.locationId}/integrations`;
      const { body } = await server.call('GET', path, { token });
      const [{ id = '' } = {}] = body['integrations'] as { id: string }[];
      const rotate = { token, body: { expirePrevious: 'later' } };
      const rotated = await server.call('POST', `${path}/${id}/rotate`, rotate);
      const rotation = rotated.body.integration?.['rotation'] as Record<string, string>;
      const days = (Date.parse(rotation['previousTokenExpiresAt'] ?? '') - Date.now()) / 86_400_000;
      assert.ok(days > 2.9 && days <= 3, `${days} days`);
    }),
  'limits.query_timeout_ms': async () => {
    const value = Array.from({ length: 10 }, (_, each) => `none ${each}`);
    const filters = Array(100).fill({ field: 'address', operator: 'not_contains', value });
    const search = (server: TestServer): Promise<Answer[]> => {
      const body = { locationId: server.own.locationId, pageLimit: 1, filters };
      return many(2, () => server.call('POST', '/contacts/search', { body }));
    };
    assert.deepEqual(await refused({}, search), []);
    const late = await refused({ LIMITS_QUERY_TIMEOUT_MS: 100 }, search);
    assert.deepEqual(late, ['The search took longer than 100 ms']);
  },
  'limits.query_wait_ms': async () => {
    // Each waits for those before it, the last for far more than the shorter limit.
    const search = (server: TestServer): Promise<Answer[]> =>
      many(250, () => list(server, '&limit=100&query=zo'));
    assert.deepEqual(await refused({}, search), []);
    const late = await refused({ LIMITS_QUERY_WAIT_MS: 100 }, search);
    assert.deepEqual(late, ['Too many searches wait; try again']);
  },
  'limits.write_queue': () =>
    withSettings({ LIMITS_WRITE_QUEUE: 2 }, async (server) => {
      const answers = await many(50, () => create(server));
      const refused = answers.filter(({ status }) => status === 503);
      assert.ok(refused.length > 0 && refused.length < 50);
      for (const { body } of refused) assert.equal(body.message, 'Too many writes wait; try again');
      assert.equal((await list(server)).body.meta?.['total'], 50 - refused.length);
    }),
  'limits.read_queue': () =>
    withSettings({ LIMITS_READ_QUEUE: 1 }, async (server) => {
      const answers = await many(50, () => list(server, '&query=jane'));
      const refused = answers.filter(({ status }) => status === 503);
      assert.ok(refused.length > 0 && refused.length < 50);
      for (const { body, headers } of refused) {
        assert.equal(body.message, 'Too many searches wait; try again');
        assert.equal(headers.get('retry-after'), '1');
      }
    }),
  'limits.job_wait_ms': () =>
    withSettings({ LIMITS_JOB_WAIT_MS: 0 }, async (server) => {
      const { id } = (await create(server)).body.contact ?? { id: '' };
      const erased = await server.call('DELETE', `/api/contacts/${id}/erase`);
      assert.deepEqual([erased.status, Object.hasOwn(erased.body, 'job')], [202, true]);
    }),
  'limits.request_timeout_ms': () =>
    withSettings({ LIMITS_REQUEST_TIMEOUT_MS: 1000 }, async (server) => {
      const start = performance.now();
      const socket = await halfRequest(server);
      const [reply] = await once(socket, 'data');
      assert.match(String(reply), /^HTTP\/1\.1 408 Request Timeout\r\n/);
      assert.match(String(reply), /"code":"request_timeout"/);
      assert.ok(performance.now() - start < 5000, 'it was noticed late');
      socket.destroy();
    }),
  'limits.connections': () =>
    withSettings({ LIMITS_CONNECTIONS: 2 }, async (server) => {
      const { hostname, port } = new URL(server.baseUrl);
      const open = (): Socket => connect(Number(port), hostname);
      const longestIdle = open();
      await once(longestIdle, 'connect');
      const closed = once(longestIdle, 'close');
      const others = [open(), open()];
      await closed;
      for (const each of others) {
        each.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
        const [reply] = await once(each, 'data');
        assert.match(String(reply), /^HTTP\/1\.1 200 /);
        each.destroy();
      }
    }),
  'limits.shutdown_ms': () =>
    withSettings({ LIMITS_SHUTDOWN_MS: 500 }, async (server) => {
      const socket = await halfRequest(server);
      const start = performance.now();
      await server.app.close();
      const ms = performance.now() - start;
      assert.ok(ms > 390 && ms < 4000, `${ms} ms`);
      socket.destroy();
    }),
  'limits.location_bytes': () =>
    withSettings({ LIMITS_LOCATION_BYTES: 20_000 }, async (server) => {
      const address1 = 'x'.repeat(250);
      const answers = await many(30, () => create(server, { address1 }));
      const full = answers.filter(({ status }) => status === 507);
      assert.ok(full.length > 0 && full.length < 30, `${full.length} of 30 were refused`);
      for (const { body } of full) assert.equal(body.code, 'location_full');
    }),
};

for (const [setting, shows] of Object.entries(effects)) {
  test(`${setting} does what it says`, shows);
}

test('every setting there is has its effect shown above', () => {
  assert.deepEqual(
    Object.keys(effects),
    settings.map((each) => each.path),
  );
});
