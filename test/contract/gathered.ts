import type { Operation, WireVersion } from '../../contract/operation.ts';
import type { Mode } from '../support/modes.ts';

/** One real reply. */
export type Gathered = {
  operation: Operation;
  version: WireVersion;
  mode: Mode;
  status: number;
  body: unknown;
};

/** One thing in which real replies differ from the published documents. */
export type Finding = {
  kind: 'mismatch' | 'not published' | 'never returned' | 'never answered' | 'status not published';
  operation: string;
  version: WireVersion;
  mode: Mode;
  status: number;
  /** A path of the body, with the keyword for a mismatch; empty for a status. */
  path: string;
};
