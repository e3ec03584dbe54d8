import { removeTags as operation } from '../../../../contract/contacts/tag-operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { changeContactTags } from '../tags/change-tags.ts';

export const removeTagsHandler = handles(operation, async (request, { engine }) => {
  const { location, params, body, call, ifVersion, context } = request;
  const { contactId } = params;
  const lowerCase = call.compatibility.lowerCaseTags;
  const change = {
    locationNo: location.no,
    contactId,
    mode: 'remove',
    lowerCase,
    ifVersion,
  } as const;
  const { value } = await changeContactTags(engine, { ...change, tags: body.tags }, context);
  return { body: { tags: value.tags, tagsRemoved: value.removed }, version: value.version };
});
