import type { Operation } from '../../contract/operation.ts';
import type { CompatibilityName } from '../../src/access/compatibility.ts';
import { filtersIn, hasParams, recordsIn } from './refusals.ts';

/** Why an operation cannot answer a status that may be published for it; undefined where it can. */
export function whyNever(
  operation: Operation,
  mode: CompatibilityName,
  status: number,
): string | undefined {
  if (status === 400) return whyNever400(operation, mode);
  return status === 422 ? whyNever422(operation, mode) : undefined;
}

function whyNever400(operation: Operation, mode: CompatibilityName): string | undefined {
  const { body, method, ifMatch, location } = operation;
  if (body || method === 'POST' || ifMatch) return undefined;
  if (mode === 'documented') {
    return location === 'query'
      ? undefined
      : 'without a body nothing can be malformed; an unknown id is 404';
  }
  return recordsIn(operation).length > 0
    ? undefined
    : 'without a body or a record in its path nothing can be malformed';
}

function whyNever422(operation: Operation, mode: CompatibilityName): string | undefined {
  const { body, form, location } = operation;
  if (body || form || hasParams(operation) || filtersIn(operation).length > 0) return undefined;
  if (mode === 'observed' && location === 'query') return undefined;
  return 'it has no field or filter that could have a wrong value';
}
