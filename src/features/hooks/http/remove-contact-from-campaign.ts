import { removeFromCampaign as operation } from '../../../../contract/hooks/enrolment-operations.ts';
import { handles, succeeded } from '../../../http/operation-request.ts';
import { unenrol } from '../enrolments.ts';

export const removeFromCampaignHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  const of = {
    locationNo: location.no,
    kind: 'campaign',
    hookId: params.campaignId,
    contactId: params.contactId,
    eventStartTime: null,
  } as const;
  call.warnings.push(...(await unenrol(engine, of, context)));
  return { body: succeeded(call.version) };
});
