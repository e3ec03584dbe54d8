import { updateTagsInBulk as operation } from '../../../../contract/contacts/tag-operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { toBulkTags, toTagMode } from '../tags/change-tags.ts';
import { replyToBulk } from './reply-to-bulk.ts';

export const updateTagsInBulkHandler = handles(operation, async (request, deps) => {
  const { params, body } = request;
  const mode = toTagMode({ type: params.type, removeAllTags: body.removeAllTags }, 'type');
  return replyToBulk(request, deps, {
    mode,
    ids: body.contacts,
    tags: toBulkTags(body.tags, mode),
  });
});
