import type { Operation } from '../../../../contract/operation.ts';
import type { OperationRequest } from '../../../access/operation-request.ts';
import { nowhere } from '../../../access/perform.ts';

/** Whose jobs a request is about: a management token that names no location reaches all. */
export function jobsAsked({
  location,
  call,
}: Pick<OperationRequest<Operation>, 'location' | 'call'>): {
  locationNo: number | null;
  scopes: readonly string[];
} {
  const locationNo = location.no === nowhere.no ? null : location.no;
  return { locationNo, scopes: call.caller.scopes };
}
