import type { Operation } from '../../../../contract/operation.ts';
import type { OperationRequest } from '../../../access/operation-request.ts';
import { nowhere } from '../../../access/perform.ts';

/** Whose jobs a request is about: a management token that names no location reaches all. */
export function jobsAsked({ location }: Pick<OperationRequest<Operation>, 'location'>): {
  locationNo: number | null;
} {
  return { locationNo: location.no === nowhere.no ? null : location.no };
}
