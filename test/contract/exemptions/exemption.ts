import type { Operation, WireVersion } from '../../../contract/operation.ts';
import type { Mode } from '../../support/modes.ts';
import type { Finding } from '../gathered.ts';

/**
 * Where replies differ from the published documents, and why. An exemption must be needed: for each
 * path, operation, version and mode that it names; for each path and status when it is for `every`
 * operation or for those of a rule.
 */
export type Exemption = {
  kind: Finding['kind'];
  operations: readonly string[] | 'every' | Rule;
  statuses: readonly number[];
  paths: readonly string[];
  versions?: readonly WireVersion[];
  modes?: readonly Mode[];
  reason: string;
};

/** Which operations an exemption is for, where that follows from their contract. */
export type Rule = (operation: Operation, mode: Mode, status: number) => boolean;

/** Where the contract takes a request otherwise than published, and why. */
export type RequestExemption = {
  operation: string;
  /** As the comparison puts it: `scope x`, `path y`, `query z` or `body z`. */
  differences: readonly string[];
  versions?: readonly WireVersion[];
  reason: string;
};
