import type { Operation } from '../../contract/operation.ts';
import { operations } from '../../contract/operations.ts';

type Candidate = { operation: Operation; segments: readonly string[] };

const candidates: readonly Candidate[] = operations.flatMap((operation) =>
  [operation.path, ...(operation.alsoAt ?? [])].map((path) => ({
    operation,
    segments: segmentsOf(path),
  })),
);

/** The operation that answers at an address; of several, the one with more fixed words first. */
export function operationAt(method: string, address: string): Operation | undefined {
  const [path = ''] = address.split('?');
  const sent = segmentsOf(path);
  const fitting = candidates.filter(
    ({ operation, segments }) =>
      operation.method === method &&
      segments.length === sent.length &&
      segments.every((segment, index) => isParameter(segment) || segment === sent[index]),
  );
  return fitting.sort((one, other) => rank(other).localeCompare(rank(one)))[0]?.operation;
}

function rank({ segments }: Candidate): string {
  return segments.map((segment) => (isParameter(segment) ? '0' : '1')).join('');
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
