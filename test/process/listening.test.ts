import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { withFolder } from '../support/folder.ts';
import { runCommand, startServing } from '../support/process.ts';

/** Holds a port of one address while `use` runs. */
async function withTakenPort(host: string, use: (port: number) => Promise<void>): Promise<void> {
  const other = createServer();
  other.listen({ host, port: 0 });
  await once(other, 'listening');
  try {
    // A server on an address has one.
    await use((other.address() as AddressInfo).port);
  } finally {
    other.close();
  }
}

const hasIpv6 = await withTakenPort('::1', async () => undefined).then(
  () => true,
  () => false,
);
const addresses = hasIpv6 ? ['127.0.0.1', '::1'] : ['127.0.0.1'];

/** The status of /healthz at one address, whatever name the request is for. */
async function statusAt(address: string, port: number): Promise<number | undefined> {
  const sent = request({ host: address, port, path: '/healthz', agent: false });
  sent.end();
  const [reply] = await once(sent, 'response');
  reply.resume();
  return reply.statusCode;
}

for (const address of addresses) {
  test(`a port taken on ${address} ends the start with a sentence and costs nothing`, () =>
    withFolder((folder) =>
      withTakenPort(address, async (port) => {
        const env = { GROUNDLEVEL_HOST: 'localhost', GROUNDLEVEL_PORT: String(port) };
        const refused = await runCommand(['serve'], { folder, env });
        assert.equal(
          refused.stderr,
          `Port ${port} is in use; stop what uses it, or set GROUNDLEVEL_PORT to another.\n`,
        );
        assert.equal(refused.code, 1);
        assert.equal(refused.stdout, '');
        assert.ok(!existsSync(join(folder, 'data')));
        const serving = await startServing({ folder });
        try {
          await serving.printed(/Token: +pit-/);
        } finally {
          await serving.kill('SIGTERM');
        }
      }),
    ));
}

test('a taken port leaves an existing database as it is', () =>
  withFolder(async (folder) => {
    const first = await startServing({ folder });
    const { port } = new URL(first.baseUrl);
    try {
      const env = { GROUNDLEVEL_PORT: port };
      const refused = await runCommand(['serve'], { folder, env });
      assert.match(refused.stderr, /^Port \d+ is in use; [^\n]+\n$/);
      assert.equal(refused.code, 1);
      assert.equal((await fetch(`${first.baseUrl}/readyz`)).status, 200);
    } finally {
      await first.kill('SIGTERM');
    }
  }));

test('an address that is not of this machine is named', () =>
  withFolder(async (folder) => {
    const env = { GROUNDLEVEL_HOST: '192.0.2.1' };
    const refused = await runCommand(['serve'], { folder, env });
    assert.equal(
      refused.stderr,
      '192.0.2.1 is no address of this machine; set GROUNDLEVEL_HOST to one.\n',
    );
    assert.equal(refused.code, 1);
    assert.ok(!existsSync(join(folder, 'data')));
  }));

test(`localhost answers at ${addresses.join(' and ')}`, (t) =>
  withFolder(async (folder) => {
    if (!hasIpv6) t.diagnostic('this machine has no ::1: IPv6 is not looked at');
    const serving = await startServing({ folder, env: { GROUNDLEVEL_HOST: 'localhost' } });
    try {
      const { hostname, port } = new URL(serving.baseUrl);
      assert.equal(hostname, 'localhost');
      for (const address of addresses) assert.equal(await statusAt(address, Number(port)), 200);
      assert.doesNotMatch(serving.stdout(), /Warning/);
    } finally {
      await serving.kill('SIGTERM');
    }
  }));

test('listening beyond loopback without TLS prints a warning, with TLS it does not', () =>
  withFolder(async (folder) => {
    const env = { GROUNDLEVEL_HOST: '0.0.0.0' };
    const serving = await startServing({ folder, env });
    try {
      const [warning] = await serving.printed(/^Warning: .*\n/);
      assert.match(warning, /listening on 0\.0\.0\.0 without TLS/);
      assert.match(warning, /GROUNDLEVEL_TLS_CERT and GROUNDLEVEL_TLS_KEY/);
      assert.equal((await fetch(`${serving.baseUrl}/healthz`)).status, 200);
    } finally {
      await serving.kill('SIGTERM');
    }
    const at = (name: string): string => join(import.meta.dirname, '..', 'support', name);
    const secure = await startServing({
      folder,
      env: {
        ...env,
        GROUNDLEVEL_TLS_CERT: at('test-only-certificate.pem'),
        GROUNDLEVEL_TLS_KEY: at('test-only-key.pem'),
      },
    });
    await secure.kill('SIGTERM');
    assert.match(secure.stdout(), /^Groundlevel is running at https:\/\/localhost:\d+\n/);
    assert.doesNotMatch(secure.stdout(), /Warning/);
  }));
