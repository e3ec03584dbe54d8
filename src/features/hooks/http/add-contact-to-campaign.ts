import { enrolInCampaign as operation } from '../../../../contract/hooks/enrolment-operations.ts';
import { handles, replayOf, succeeded } from '../../../http/operation-request.ts';
import { enrol } from '../enrolments.ts';

export const enrolInCampaignHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  const of = {
    locationNo: location.no,
    kind: 'campaign',
    hookId: params.campaignId,
    contactId: params.contactId,
    eventStartTime: null,
  } as const;
  const { warnings, ...outcome } = await enrol(engine, of, context);
  call.warnings.push(...warnings);
  return { body: succeeded(call.version), ...replayOf(outcome) };
});
