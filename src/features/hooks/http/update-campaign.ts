import { updateCampaign as operation } from '../../../../contract/hooks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { toHookChange, updateHook } from '../hooks.ts';
import { toHookWire } from '../hooks.wire.ts';

export const updateCampaignHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, params, body, context } = request;
    const of = { locationNo: location.no, kind: 'campaign', id: params.campaignId } as const;
    const hook = await updateHook(engine, of, toHookChange(body), context);
    return { body: { campaign: toHookWire(hook, location.id) } };
  },
  toHookChange,
);
