import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { verify } from '../../src/verify/verify.ts';
import { startFaultyProxy } from '../support/faulty-proxy.ts';
import { plantedFaults } from '../support/planted-faults.ts';
import { type TestServer, startServer } from '../support/server.ts';

let server: TestServer;
before(async () => {
  // Bad tokens are part of the checklist: their delay is not what is looked at here.
  server = await startServer({ wait: async () => undefined });
});
after(() => server.close());

const steps = [
  '1. create a contact',
  '2. read it back',
  '3. update lastName',
  '4. search by e-mail',
  '400: locationId missing',
  '401: wrong token',
  '422: duplicate e-mail',
  'upsert updates the match',
  'upsert creates without a match',
  '5. delete it',
];

for (const { step, what, fault, skips = 0, leaves = 0 } of plantedFaults) {
  test(`${step}, ${what}: fails this step alone and leaves nothing behind`, async () => {
    const tenant = await server.tenant();
    const proxy = await startFaultyProxy(server.baseUrl, tenant, fault);
    const said: string[] = [];
    try {
      const { results, left } = await verify(
        { ...tenant, baseUrl: proxy.baseUrl },
        (line) => said.push(line),
        new AbortController().signal,
        { answerMs: 5000, searchMs: 0 },
      );
      assert.deepEqual(
        results.map((each) => each.check),
        steps,
      );
      const failed = results.filter((each) => each.outcome === 'fail');
      assert.deepEqual(
        failed.map((each) => each.check),
        [step],
        said.join('\n'),
      );
      assert.equal(results.filter((each) => each.outcome === 'skip').length, skips);
      assert.ok(failed[0]?.problem);
      assert.ok(said.includes(`FAIL  ${step}`));
      assert.equal(left.length, leaves);
      const found = await server.call('GET', `/contacts?locationId=${tenant.locationId}`, tenant);
      assert.equal(found.body.meta?.['total'], leaves, said.join('\n'));
    } finally {
      await proxy.close();
    }
  });
}

test('every step has a fault that it finds', () => {
  assert.deepEqual(
    steps.filter((step) => !plantedFaults.some((each) => each.step === step)),
    [],
  );
});
