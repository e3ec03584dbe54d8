import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operations } from '../../contract/operations.ts';
import { refusalsOf } from '../support/refusals.ts';
import { assertRefused, openAsker } from '../support/refused.ts';
import { startServer } from '../support/server.ts';

const noTrace = '00000000-0000-4000-8000-000000000000';

for (const mode of ['documented', 'observed'] as const) {
  for (const version of ['v2', 'v3'] as const) {
    test(`every operation refuses what it must, and says why (${version}, ${mode})`, async (t) => {
      // The server's own mode answers a token that nobody has; refusing one is made to wait.
      const env = { GROUNDLEVEL_COMPATIBILITY: mode };
      const server = await startServer({ env, wait: async () => undefined });
      t.after(() => server.close());
      const asker = await openAsker(server, version, mode);
      for (const operation of operations) {
        await t.test(operation.id, async () => {
          const valid = await asker.sample(operation);
          for (const refusal of refusalsOf(operation, mode)) {
            const { answer, sent } = await asker.refused(refusal, valid);
            assertRefused(refusal, sent, answer);
            const bare = { statusCode: refusal.status, traceId: noTrace };
            const empty = { ...answer, body: bare, text: JSON.stringify(bare) };
            assert.throws(() => assertRefused(refusal, sent, empty), assert.AssertionError);
          }
          const done = await asker.ask(operation, valid);
          assert.equal(done.status, operation.success, `refused, though right: ${done.text}`);
        });
      }
      assert.deepEqual(server.faults, []);
    });
  }
}
