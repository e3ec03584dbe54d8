import { deleteTag as operation } from '../../../../contract/tags/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteTag } from '../tags.ts';

export const deleteTagHandler = handles(operation, async (request, { engine, jobs }) => {
  const { location, params, call, context } = request;
  const job = await deleteTag(engine, { locationNo: location.no, id: params.tagId }, context);
  await jobs.finish(job, context);
  return { body: succeeded(call.version) };
});
