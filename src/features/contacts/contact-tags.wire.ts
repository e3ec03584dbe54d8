import type { WireVersion } from '../../../contract/operation.ts';
import type { BulkTags } from './contact-tags.ts';

/** `succeded` is false when any contact was left as it was for an error. */
export function toBulkTagsWire({ results }: BulkTags, version: WireVersion): object {
  const errorCount = results.filter(({ type }) => type === 'error').length;
  const succeded = errorCount === 0;
  return {
    ...(version === 'v3' && { succeeded: succeded }),
    succeded,
    errorCount,
    responses: results,
  };
}
