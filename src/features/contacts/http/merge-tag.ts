import { mergeTag as operation } from '../../../../contract/tags/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { replyWithJob } from '../../jobs/http/reply-with-job.ts';
import { mergeTag } from '../tags/merge-tags.ts';

export const mergeTagHandler = handles(operation, async (request, deps) => {
  const { location, params, body, context } = request;
  const input = { locationNo: location.no, id: params.tagId, into: body.into };
  const outcome = await mergeTag(deps.engine, input, context);
  return { ...(await replyWithJob(request, deps, outcome.value)), ...replayOf(outcome) };
});
