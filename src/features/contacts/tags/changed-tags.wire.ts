import type { WireVersion } from '../../../../contract/operation.ts';
import type { BulkTags } from './change-tags.ts';

/**
 * As in the published example, one bad id does not take `succeded` from the others: `errorCount` and the
 * responses tell of it.
 */
export function toBulkTagsWire({ results }: BulkTags, version: WireVersion): object {
  const errorCount = results.filter(({ type }) => type === 'error').length;
  const done = errorCount < results.length || errorCount === 0;
  return {
    ...(version === 'v3'
      ? { succeeded: done, succeded: done }
      : { succeded: done, succeeded: done }),
    errorCount,
    responses: results,
  };
}
