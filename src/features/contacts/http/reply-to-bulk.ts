import {
  type HandlerDeps,
  type OperationReply,
  type OperationRequest,
  replayOf,
} from '../../../access/operation-request.ts';
import { type BulkTagsRequest, changeTagsInBulk } from '../tags/change-tags.ts';
import { toBulkTagsWire } from '../tags/changed-tags.wire.ts';

/** What both addresses of the bulk operation answer. */
export async function replyToBulk(
  { location, call, context }: Pick<OperationRequest<unknown>, 'location' | 'call' | 'context'>,
  { engine }: Pick<HandlerDeps, 'engine'>,
  bulk: Pick<BulkTagsRequest, 'ids' | 'tags' | 'mode'>,
): Promise<OperationReply> {
  const lowerCase = call.compatibility.lowerCaseTags;
  const request = { ...bulk, locationNo: location.no, lowerCase };
  const outcome = await changeTagsInBulk(engine, request, context);
  if (outcome.value.listsLeftOut) {
    call.warnings.push('the lists of tags are left out of some responses: they would be too large');
  }
  return { body: toBulkTagsWire(outcome.value, call.version), ...replayOf(outcome) };
}
