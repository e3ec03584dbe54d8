import { bulkTagContacts as operation } from '../../../../contract/contacts/tag-operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { toBulkTags, toTagMode } from '../tags/change-tags.ts';
import { replyToBulk } from './reply-to-bulk.ts';

export const bulkTagContactsHandler = handles(operation, async (request, deps) => {
  const { action, contactIds, tags, removeAllTags } = request.body;
  const mode = toTagMode({ type: action, removeAllTags }, 'action');
  return replyToBulk(request, deps, { mode, ids: contactIds, tags: toBulkTags(tags, mode) });
});
