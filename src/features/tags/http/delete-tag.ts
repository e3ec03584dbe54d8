import { deleteTag as operation } from '../../../../contract/tags/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteTag } from '../tags.ts';

export const deleteTagHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  await deleteTag(engine, { locationNo: location.no, id: params.tagId }, context);
  return { body: succeeded(call.version) };
});
