import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Fault, startFaultyProxy } from './support/faulty-proxy.ts';
import { withFolder } from './support/folder.ts';
import { plantedFaults } from './support/planted-faults.ts';
import { startProcess } from './support/process.ts';
import { type Tenant, type TestServer, startServer } from './support/server.ts';

const root = join(import.meta.dirname, '..');
const collection = join(root, 'docs', 'groundlevel.postman_collection.json');
const newman = join(root, 'node_modules', 'newman', 'bin', 'newman.js');

let server: TestServer;
before(async () => {
  server = await startServer();
});
after(() => server.close());

type Execution = {
  item: { name: string };
  assertions?: { assertion: string; error?: { message: string } }[];
};
type Ran = { code: number | null; passed: string[]; failed: string[] };

/** The collection's quick start as Newman runs it: each assertion with its step. */
function runQuickStart(baseUrl: string, { token, locationId }: Tenant): Promise<Ran> {
  return withFolder(async (folder) => {
    const report = join(folder, 'report.json');
    const variables = { baseUrl, token, locationId };
    const { code, stderr } = await startProcess(
      [
        ...['run', collection, '--folder', 'Quick start'],
        ...Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]),
        ...['--reporters', 'json', '--reporter-json-export', report, '--timeout-request', '5000'],
      ],
      { folder, file: newman },
    ).finished;
    assert.equal(stderr.replaceAll(/\(node:.*\n|\(Use `node.*\n/g, ''), '');
    const { run } = JSON.parse(readFileSync(report, 'utf8')) as {
      run: { executions: Execution[] };
    };
    const all = run.executions.flatMap(({ item, assertions = [] }) =>
      assertions.map((each) => ({ of: item.name, failed: each.error !== undefined })),
    );
    return {
      code,
      passed: all.filter((each) => !each.failed).map((each) => each.of),
      failed: all.filter((each) => each.failed).map((each) => each.of),
    };
  });
}

test('the quick start of the Postman collection passes against a real server', async () => {
  const tenant = await server.tenant();
  const { code, passed, failed } = await runQuickStart(server.baseUrl, tenant);
  assert.deepEqual([code, failed], [0, []]);
  assert.deepEqual(
    [...new Set(passed)],
    [
      '1. Create a contact',
      '2. Read it back',
      '3. Update the last name',
      '4. Search for it',
      '5. Delete it',
    ],
  );
  assert.equal(passed.length, 10, 'each step has an assertion of its status and one of its body');
  const { body } = await server.call('GET', `/contacts?locationId=${tenant.locationId}`, tenant);
  assert.equal(body.meta?.['total'], 0);
});

/** A fault that is planted for `verify` too. */
function planted(step: string, what: string): Fault {
  const found = plantedFaults.find((each) => each.step === step && each.what === what);
  return found?.fault ?? assert.fail(`no such fault: ${step}, ${what}`);
}

const faults: readonly [string, Fault][] = [
  ['1. Create a contact', planted('1. create a contact', '200 for 201')],
  ['2. Read it back', planted('2. read it back', 'another id')],
  ['3. Update the last name', planted('3. update lastName', 'the old name in the reply')],
  ['4. Search for it', planted('4. search by e-mail', 'ignores its filter')],
  ['5. Delete it', planted('5. delete it', 'succeded is false')],
];

test('a server with one fault fails the one step of the collection', async () => {
  await Promise.all(
    faults.map(async ([step, fault]) => {
      const tenant = await server.tenant();
      const { locationId } = tenant;
      // A search that ignores its filter finds this one too.
      await server.call('POST', '/contacts', {
        ...tenant,
        body: { locationId, firstName: 'Other' },
      });
      const proxy = await startFaultyProxy(server.baseUrl, tenant, fault);
      try {
        const { code, passed, failed } = await runQuickStart(proxy.baseUrl, tenant);
        assert.deepEqual([...new Set(failed)], [step]);
        assert.equal(passed.length + failed.length, 10);
        assert.equal(code, 1);
      } finally {
        await proxy.close();
      }
    }),
  );
});
