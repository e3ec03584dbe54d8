import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { verify } from '../../src/verify/verify.ts';
import { type Fault, startFaultyProxy } from '../support/faulty-proxy.ts';
import { runCommand, startProcess } from '../support/process.ts';
import { type Tenant, type TestServer, startServer } from '../support/server.ts';

let server: TestServer;
let folder = '';
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundlevel-verify-'));
  server = await startServer({ wait: async () => undefined });
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const argumentsFor = (baseUrl: string, { token, locationId }: Tenant): string[] => [
  ...['verify', '--url', baseUrl, '--token', token, '--location', locationId],
];

async function contactsOf({ locationId, token }: Tenant): Promise<unknown> {
  const options = { token, version: '2021-07-28' };
  const list = await server.call('GET', `/contacts?locationId=${locationId}`, options);
  return list.body.meta?.['total'];
}

const versions = [undefined, '2021-04-15', '2021-07-28', '2023-02-21', 'v3'];
for (const compatibility of ['documented', 'observed'] as const) {
  // The hosted service refuses a request without a version.
  for (const version of versions.filter((each) => each || compatibility === 'documented')) {
    test(`our own server passes, ${compatibility}, Version ${version ?? 'none'}`, async () => {
      const tenant = await server.tenant(['contacts'], compatibility);
      const said: string[] = [];
      const { results, left } = await verify(
        { ...tenant, baseUrl: server.baseUrl, ...(version !== undefined && { version }) },
        (line) => said.push(line),
        new AbortController().signal,
      );
      assert.equal(results.length, 10);
      assert.ok(
        results.every((each) => each.outcome === 'pass'),
        said.join('\n'),
      );
      assert.deepEqual(left, []);
      assert.equal(await contactsOf(tenant), 0);
    });
  }
}

test('the command prints each request, its status and pass, and succeeds', async () => {
  const tenant = await server.tenant();
  const args = argumentsFor(`${server.baseUrl}/`, tenant);
  const { code, stdout, stderr } = await runCommand(args, { folder });
  assert.deepEqual([code, stderr], [0, '']);
  const lines = stdout
    .replaceAll(/[A-Za-z0-9]{20}/g, 'ID')
    .replaceAll(/verify-[0-9a-f]{12}/g, 'verify-MARK')
    .split('\n');
  assert.deepEqual(lines.slice(0, 30), [
    'pass  1. create a contact',
    '      POST /contacts -> 201',
    'pass  2. read it back',
    '      GET /contacts/ID -> 200',
    'pass  3. update lastName',
    '      PUT /contacts/ID -> 200',
    '      GET /contacts/ID -> 200',
    'pass  4. search by e-mail',
    '      POST /contacts -> 201',
    '      GET /contacts?locationId=ID&query=verify-MARK%40example.com -> 200',
    'pass  400: locationId missing',
    '      POST /contacts -> 400',
    'pass  401: wrong token',
    '      GET /contacts?locationId=ID&limit=1 -> 401',
    'pass  422: duplicate e-mail',
    '      POST /contacts -> 422',
    'pass  upsert updates the match',
    '      POST /contacts/upsert -> 200',
    '      GET /contacts/ID -> 200',
    'pass  upsert creates without a match',
    '      POST /contacts/upsert -> 200',
    'pass  5. delete it',
    '      DELETE /contacts/ID -> 200',
    '      GET /contacts/ID -> 404',
    'clean up',
    '      GET /contacts?locationId=ID&query=verify-MARK%40example.com -> 200',
    '      GET /contacts?locationId=ID&query=verify-MARK-other%40example.com -> 200',
    '      GET /contacts?locationId=ID&query=verify-MARK-nowhere%40example.com -> 200',
    '      GET /contacts?locationId=ID&query=verify-MARK-new%40example.com -> 200',
    '      DELETE /contacts/ID -> 404',
  ]);
});

/** Runs against a server that has one fault, and closes it. */
async function throughFault(
  tenant: Tenant,
  fault: Fault,
  use: (baseUrl: string) => Promise<void>,
): Promise<void> {
  const proxy = await startFaultyProxy(server.baseUrl, tenant, fault);
  try {
    await use(proxy.baseUrl);
  } finally {
    await proxy.close();
  }
}

test('the command fails when a check does, says which, and deletes what it made', async () => {
  const tenant = await server.tenant();
  const fault: Fault = ({ method }, forward) =>
    method === 'PUT' ? forward().then((got) => ({ ...got, status: 500 })) : undefined;
  await throughFault(tenant, fault, async (baseUrl) => {
    const { code, stdout, stderr } = await runCommand(argumentsFor(baseUrl, tenant), { folder });
    assert.deepEqual([code, stderr], [1, '1 of 10 checks failed.\n']);
    assert.match(stdout, /\nFAIL {2}3\. update lastName\n {6}PUT \S+ -> 500\n/);
    assert.match(stdout, /\n {6}status is 500, expected 200\n/);
    assert.equal(await contactsOf(tenant), 0);
    const asJson = await runCommand([...argumentsFor(baseUrl, tenant), '--json'], { folder });
    const results: { check: string; outcome: string; problem?: string }[] = JSON.parse(
      asJson.stdout,
    );
    assert.deepEqual(
      results
        .filter((each) => each.outcome !== 'pass')
        .map(({ check, problem }) => [check, problem]),
      [['3. update lastName', 'status is 500, expected 200']],
    );
    assert.equal(asJson.code, 1);
  });
});

for (const [step, signal] of [
  ['POST /contacts', 'SIGINT'],
  ['PUT ', 'SIGINT'],
  ['POST /contacts/upsert', 'SIGTERM'],
] as const) {
  test(`${signal} in the middle of ${step} ends it and deletes what was made, also by that request`, async () => {
    const tenant = await server.tenant();
    const arrived = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const requests: string[] = [];
    const hold: Fault = ({ method, path }, forward) => {
      requests.push(method);
      if (!`${method} ${path}`.startsWith(step)) return undefined;
      arrived.resolve();
      return released.promise.then(() => forward());
    };
    await throughFault(tenant, hold, async (baseUrl) => {
      const running = startProcess(argumentsFor(baseUrl, tenant), { folder });
      await arrived.promise;
      const before = requests.length;
      running.child.kill(signal);
      released.resolve();
      const { code, stderr } = await running.finished;
      assert.deepEqual([code, stderr], [1, 'Interrupted; what was made is deleted.\n']);
      assert.ok(requests.slice(before).every((each) => ['GET', 'DELETE'].includes(each)));
      assert.ok(requests.slice(before).includes('DELETE'));
      assert.equal(await contactsOf(tenant), 0);
    });
  });
}

test('a server that is not there, or an address that is none, is said so', async () => {
  const tenant = await server.tenant();
  const closed = await startFaultyProxy(server.baseUrl, tenant, () => undefined);
  await closed.close();
  const nobody = await runCommand(argumentsFor(closed.baseUrl, tenant), { folder });
  assert.match(nobody.stdout, /FAIL {2}1\. create a contact\n[^\n]+ -> no answer\n/);
  assert.match(nobody.stdout, /no answer: connect ECONNREFUSED 127\.0\.0\.1:\d+\n/);
  assert.equal(nobody.code, 1);
  const none = await runCommand(argumentsFor('localhost:8080', tenant), { folder });
  assert.deepEqual(none, {
    code: 1,
    stdout: '',
    stderr: '--url must be an address such as http://localhost:8080, not localhost:8080.\n',
  });
});
