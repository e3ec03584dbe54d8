import { after, test } from 'node:test';
import type { WireVersion } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import { type Mode, type ProofStatus, type Prove, runProof } from './run-proof.ts';
import { type TestServer, startServer } from './server.ts';

export type ProofOptions = { versions?: readonly WireVersion[]; modes?: readonly Mode[] };

let shared: Promise<TestServer> | undefined;
after(async () => (await shared)?.close());

/** One server for all proofs of a file: each has a location of its own on it. */
function sharedServer(): Promise<TestServer> {
  // The many refused tokens of one address are not what is tried here.
  shared ??= startServer({ wait: async () => undefined });
  return shared;
}

/**
 * A test that an operation answers a status and does what it says, in both versions and modes unless
 * `options` name fewer. `docs/api-coverage.md` counts the status as proven where the id and the status
 * stand as literals.
 */
export function proves(
  operationId: string,
  status: ProofStatus,
  promise: string,
  prove: Prove,
  { versions = ['v2', 'v3'], modes = ['documented', 'observed'] }: ProofOptions = {},
): void {
  const operation = operations.find(({ id }) => id === operationId);
  if (!operation) throw new Error(`the contract has no operation ${operationId}`);
  for (const version of versions) {
    for (const mode of modes) {
      const expected = typeof status === 'number' ? status : status[mode];
      test(`${operationId} ${expected}: ${promise} (${version}, ${mode})`, async () => {
        const server = await sharedServer();
        await runProof(server, { operation, status: expected, version, mode }, prove);
        if (server.faults.length > 0) throw new Error(server.faults.join('\n'));
      });
    }
  }
}
