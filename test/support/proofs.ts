import type { Operation, WireVersion } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';
import type { Mode, ProofStatus, Prove } from './run-proof.ts';

/** That an operation answers a status and does what it says, in each of the versions and modes. */
export type Proof = {
  operation: Operation;
  status: ProofStatus;
  promise: string;
  prove: Prove;
  versions: readonly WireVersion[];
  modes: readonly Mode[];
};

/** The proofs of a module of `test/contract/proofs`. */
export type Proofs = {
  file: string;
  list: readonly Proof[];
  /** Adds one, in both versions and modes unless `options` name fewer. */
  proves(
    operationId: string,
    status: ProofStatus,
    promise: string,
    prove: Prove,
    options?: Partial<Pick<Proof, 'versions' | 'modes'>>,
  ): void;
};

export function createProofs(module: string): Proofs {
  const list: Proof[] = [];
  return {
    file: `test/contract/proofs/${module}.ts`,
    list,
    proves: (operationId, status, promise, prove, options = {}) => {
      const operation = operations.find(({ id }) => id === operationId);
      if (!operation) throw new Error(`the contract has no operation ${operationId}`);
      const { versions = ['v2', 'v3'], modes = ['documented', 'observed'] } = options;
      list.push({ operation, status, promise, prove, versions, modes });
    },
  };
}

/** What the operation answers in a mode. */
export function statusIn(status: ProofStatus, mode: Mode): number {
  return typeof status === 'number' ? status : status[mode];
}
