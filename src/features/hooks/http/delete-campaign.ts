import { deleteCampaign as operation } from '../../../../contract/hooks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { replyWithJob } from '../../jobs/http/reply-with-job.ts';
import { deleteHook } from '../hooks.ts';

export const deleteCampaignHandler = handles(operation, async (request, deps) => {
  const { location, params, context } = request;
  const of = { locationNo: location.no, kind: 'campaign', id: params.campaignId } as const;
  return replyWithJob(request, deps, await deleteHook(deps.engine, of, context));
});
