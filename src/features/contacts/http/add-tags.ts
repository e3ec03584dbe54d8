import { addTags as operation } from '../../../../contract/contacts/tag-operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { changeContactTags } from '../tags/change-tags.ts';

export const addTagsHandler = handles(operation, async (request, { engine }) => {
  const { location, params, body, call, ifVersion, context } = request;
  const { contactId } = params;
  const lowerCase = call.compatibility.lowerCaseTags;
  const change = { locationNo: location.no, contactId, mode: 'add', lowerCase, ifVersion } as const;
  const outcome = await changeContactTags(engine, { ...change, tags: body.tags }, context);
  const { tags, added, version } = outcome.value;
  return { body: { tags, tagsAdded: added }, version, ...replayOf(outcome) };
});
