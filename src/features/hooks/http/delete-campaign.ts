import { deleteCampaign as operation } from '../../../../contract/hooks/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteHook } from '../hooks.ts';

export const deleteCampaignHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  const of = { locationNo: location.no, kind: 'campaign', id: params.campaignId } as const;
  await deleteHook(engine, of, context);
  return { body: succeeded(call.version) };
});
