import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { withFolder } from '../support/folder.ts';
import { runCommand, startFirstRun } from '../support/process.ts';

type Sent = { method?: string; path: string; headers?: Record<string, string>; body?: string };

test('no token is ever in the log or in a file, at any level, whatever is asked', () =>
  withFolder(async (folder) => {
    const server = await startFirstRun({ folder, env: { GROUNDLEVEL_LOG_LEVEL: 'debug' } });
    const { token, locationId, baseUrl } = server;
    const made = await runCommand(['token', 'create', '--management', '--json'], { folder });
    const management: string = JSON.parse(made.stdout).token;
    const tokens = new Set([token, management]);
    const json = { 'content-type': 'application/json' };
    const own = { authorization: `Bearer ${token}`, ...json };
    const admin = { authorization: `Bearer ${management}`, ...json };
    const integrations = `/api/locations/${locationId}/integrations`;
    const traceIds: string[] = [];
    const send = async ({ method = 'GET', path, headers = own, body }: Sent): Promise<number> => {
      const init = { method, headers, ...(body !== undefined && { body }) };
      const reply = await fetch(`${baseUrl}${path}`, init);
      const answer = await reply.text();
      for (const [found] of answer.matchAll(/pit-[-0-9a-f]{36}/g)) tokens.add(found);
      const traceId = reply.headers.get('content-type')?.includes('json')
        ? JSON.parse(answer).traceId
        : undefined;
      if (typeof traceId === 'string') traceIds.push(traceId);
      return reply.status;
    };

    const create = JSON.stringify({ locationId, email: 'jane@example.com' });
    const grant = JSON.stringify({ name: 'Other', scopes: ['contacts'] });
    const keyed = { ...admin, 'idempotency-key': 'once' };
    const wrong = 'pit-00000000-0000-4000-8000-000000000000';
    tokens.add(wrong);
    const statuses = [
      await send({ method: 'POST', path: '/contacts', body: create }),
      await send({ method: 'POST', path: '/contacts', body: create }),
      await send({ path: `/contacts?locationId=${locationId}&token=${token}` }),
      await send({ path: '/contacts', headers: { authorization: `Bearer ${wrong}` } }),
      await send({ path: '/contacts', headers: { authorization: token.toUpperCase() } }),
      await send({ path: '/contacts', headers: { authorization: `Basic ${token}` } }),
      await send({ method: 'POST', path: '/contacts', body: `{"token":"${token}"` }),
      await send({ method: 'POST', path: '/contacts', headers: { ...own, version: token } }),
      await send({ method: 'POST', path: integrations, headers: keyed, body: grant }),
      await send({ method: 'POST', path: integrations, headers: keyed, body: grant }),
      await send({ path: integrations, headers: admin }),
      await send({ path: '/nowhere' }),
    ];
    assert.deepEqual(statuses, [201, 422, 200, 401, 401, 401, 400, 400, 201, 201, 200, 404]);
    assert.equal(tokens.size, 4);
    const { port } = new URL(baseUrl);
    const rude = connect(Number(port), '127.0.0.1');
    const head = `POST /contacts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n`;
    rude.end(`${head}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{`);
    await new Promise((resolve) => rude.resume().once('close', resolve));

    await server.kill('SIGTERM');
    const log = server.stderr();
    for (const each of tokens) {
      assert.ok(!log.toLowerCase().includes(each.slice(4).toLowerCase()), 'a token is in the log');
    }
    const printed = server.stdout().split(token).length - 1;
    assert.equal(printed, 2, 'the token is printed once, and in the curl');

    const lines = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const requests = lines.filter(({ msg }) => msg === 'request');
    for (const traceId of traceIds) {
      // A replayed reply carries the trace id of the first.
      assert.ok(
        requests.some((each) => each.traceId === traceId),
        `${traceId} is not logged`,
      );
    }
    assert.deepEqual(
      lines.filter(({ level }) => level >= 50),
      [],
    );
    for (const file of readdirSync(join(folder, 'data'))) {
      const bytes = readFileSync(join(folder, 'data', file));
      for (const each of tokens) assert.ok(!bytes.includes(each), `a token is in ${file}`);
    }
  }));

test('config shows each setting, where it came from, and no secret', () =>
  withFolder(async (folder) => {
    const support = join(import.meta.dirname, '..', 'support');
    const env = {
      GROUNDLEVEL_TLS_CERT: join(support, 'test-only-certificate.pem'),
      GROUNDLEVEL_TLS_KEY: join(support, 'test-only-key.pem'),
      GROUNDLEVEL_METRICS_TOKEN: 'a-token-of-32-signs-and-not-less',
      GROUNDLEVEL_PUBLIC_URL: 'https://user:word@contacts.example',
    };
    const { stdout, code } = await runCommand(['config'], { folder, env });
    assert.equal(code, 0);
    assert.match(stdout, /^SETTING +VALUE +FROM\n/);
    assert.match(stdout, /\nserver\.port +0 +environment GROUNDLEVEL_PORT\n/);
    assert.match(stdout, /\nserver\.tls_key +\(hidden\) +environment GROUNDLEVEL_TLS_KEY\n/);
    assert.match(stdout, /\nmetrics\.token +\(hidden\) +environment GROUNDLEVEL_METRICS_TOKEN\n/);
    assert.match(stdout, /\nserver\.public_url +https:\/\/\(hidden\)@contacts\.example +env/);
    assert.match(stdout, /\napi\.compatibility +documented +default\n/);
    const asJson = await runCommand(['config', '--json'], { folder, env });
    const shown: { setting: string; value: unknown; from: string }[] = JSON.parse(asJson.stdout);
    assert.deepEqual(
      shown.find((each) => each.setting === 'server.port'),
      { setting: 'server.port', value: 0, from: 'environment GROUNDLEVEL_PORT' },
    );
    assert.ok(!asJson.stdout.includes('word'));
  }));

test('wrong settings stop every command with all problems listed, and make nothing', () =>
  withFolder(async (folder) => {
    const env = { GROUNDLEVEL_POTR: '80', GROUNDLEVEL_RATE_LIMIT: 'slow' };
    for (const args of [['serve'], ['config']]) {
      const { code, stdout, stderr } = await runCommand(args, { folder, env });
      assert.equal(
        stderr,
        `The settings have problems:
- GROUNDLEVEL_POTR is not a setting; did you mean GROUNDLEVEL_PORT?
- GROUNDLEVEL_RATE_LIMIT must be off, highlevel or N/SECONDS, not slow.
`,
      );
      assert.deepEqual([code, stdout], [1, '']);
    }
    assert.deepEqual(readdirSync(folder), []);
  }));
