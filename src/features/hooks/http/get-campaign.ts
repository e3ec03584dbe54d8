import { getCampaign as operation } from '../../../../contract/hooks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { readHook } from '../hooks.ts';
import { toHookWire } from '../hooks.wire.ts';

export const getCampaignHandler = handles(operation, async (request, { engine }) => {
  const { location, params } = request;
  const of = { locationNo: location.no, kind: 'campaign', id: params.campaignId } as const;
  return { body: { campaign: toHookWire(await readHook(engine, of), location.id) } };
});
