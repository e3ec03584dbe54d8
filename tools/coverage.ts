import { notImplemented } from '../contract/not-implemented.ts';
import type { Operation, WireVersion } from '../contract/operation.ts';
import { operations } from '../contract/operations.ts';
import { allProofs } from '../test/contract/proofs/all-proofs.ts';
import { statusIn } from '../test/support/proofs.ts';
import {
  type PublishedOperation,
  factOf,
  publishedFacts,
} from '../test/support/published-facts.ts';
import { refusalsOf } from '../test/support/refusals.ts';
import { whyNever } from '../test/support/unanswerable.ts';

/** That a proof in a file shows an operation answer a status. */
export type ListedProof = { operationId: string; status: number; file: string };

export type ProvenStatus = { status: number; files: string[]; why: string | undefined };

export type Coverage = {
  fact: PublishedOperation;
  versions: WireVersion[];
  /** Undefined where it is missing. */
  operation: Operation | undefined;
  /** Why it is missing. */
  reason: string | undefined;
  /** The published statuses of an implemented operation. */
  statuses: ProvenStatus[];
};

export type CoverageInput = {
  facts: readonly PublishedOperation[];
  operations: readonly Operation[];
  missing: Readonly<Record<string, string>>;
  proofs: readonly ListedProof[];
};

export const refusalsFile = 'test/contract/refusals.test.ts';
const modes = ['documented', 'observed'] as const;

export function coverageInput(): CoverageInput {
  return {
    facts: publishedFacts(),
    operations,
    missing: notImplemented,
    proofs: allProofs.flatMap(({ file, list }) =>
      list.flatMap(({ operation, status, modes }) =>
        modes.map((mode) => ({ operationId: operation.id, status: statusIn(status, mode), file })),
      ),
    ),
  };
}

/** Each published operation with what is known of it here. */
export function coverageOf(input: CoverageInput): Coverage[] {
  const { facts, missing, proofs } = input;
  const implemented = new Map(input.operations.map((each) => [factOf(each, facts), each]));
  return facts.map((fact) => {
    const operation = implemented.get(fact);
    const published = [...(fact.v2?.statuses ?? []), ...(fact.v3?.statuses ?? [])];
    const statuses = [...new Set(published)].sort((one, other) => one - other);
    return {
      fact,
      versions: (['v2', 'v3'] as const).filter((version) => fact[version]),
      operation,
      reason: missing[keyOf(fact)],
      statuses: operation ? statuses.map((each) => provenStatus(operation, each, proofs)) : [],
    };
  });
}

function provenStatus(
  operation: Operation,
  status: number,
  proofs: readonly ListedProof[],
): ProvenStatus {
  const own = proofs.filter((each) => each.operationId === operation.id && each.status === status);
  const isRefused = modes.some((mode) =>
    refusalsOf(operation, mode).some((each) => each.status === status),
  );
  const files = [
    ...new Set([...own.map(({ file }) => file), ...(isRefused ? [refusalsFile] : [])]),
  ];
  const reasons = modes.map((mode) => whyNever(operation, mode, status));
  const why = reasons.includes(undefined) ? undefined : reasons[0];
  return { status, files, why: files.length > 0 ? undefined : why };
}

export function keyOf({ document, operationId }: PublishedOperation): string {
  return `${document} ${operationId}`;
}

/** What is not accounted for; empty when every published operation and status is. */
export function unaccounted(input: CoverageInput): string[] {
  const known = new Set(input.facts.map(keyOf));
  const unknown = Object.keys(input.missing).filter((key) => !known.has(key));
  return [
    ...unknown.map((key) => `${key} is listed as missing and not published`),
    ...coverageOf(input).flatMap(({ fact, operation, reason, statuses }) => {
      const key = keyOf(fact);
      if (!operation) return reason ? [] : [`${key} is neither implemented nor listed as missing`];
      return [
        ...(reason === undefined ? [] : [`${key} is implemented and listed as missing`]),
        ...statuses
          .filter(({ files, why }) => files.length === 0 && why === undefined)
          .map(({ status }) => `${operation.id} ${status} has no proof`),
      ];
    }),
  ];
}
