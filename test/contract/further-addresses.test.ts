import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operations } from '../../contract/operations.ts';
import { openAsker } from '../support/refused.ts';
import { startServer } from '../support/server.ts';

for (const mode of ['documented', 'observed'] as const) {
  for (const version of ['v2', 'v3'] as const) {
    test(`each further address does what the published one does (${version}, ${mode})`, async (t) => {
      const server = await startServer();
      t.after(() => server.close());
      const asker = await openAsker(server, version, mode);
      const further = operations.filter(({ alsoAt }) => alsoAt);
      assert.ok(further.length > 0);
      for (const operation of further) {
        for (const path of operation.alsoAt ?? []) {
          const valid = await asker.sample(operation);
          const { status, text } = await asker.ask({ ...operation, path }, valid);
          assert.equal(status, operation.success, `${path}: ${text}`);
          assert.ok(text.includes(valid.shows ?? ''), `${path}: ${text}`);
        }
      }
      assert.deepEqual(server.faults, []);
    });
  }
}
