import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { statusIn } from '../support/proofs.ts';
import { runProof } from '../support/run-proof.ts';
import { type TestServer, startServer } from '../support/server.ts';
import { allProofs } from './proofs/all-proofs.ts';

/** One server for all proofs: each has a location of its own on it. */
let server: TestServer;
before(async () => {
  // The many refused tokens of one address are not what is tried here.
  server = await startServer({ wait: async () => undefined });
});
after(() => server.close());

test('the proofs of every module are run', () => {
  const modules = readdirSync(join(import.meta.dirname, 'proofs'));
  const listed = allProofs.map(({ file }) => basename(file));
  assert.deepEqual(new Set([...listed, 'all-proofs.ts']), new Set(modules));
});

for (const { operation, status, promise, prove, versions, modes } of allProofs.flatMap(
  ({ list }) => list,
)) {
  for (const version of versions) {
    for (const mode of modes) {
      const expected = statusIn(status, mode);
      test(`${operation.id} ${expected}: ${promise} (${version}, ${mode})`, async () => {
        await runProof(server, { operation, status: expected, version, mode }, prove);
        assert.deepEqual(server.faults, []);
      });
    }
  }
}
