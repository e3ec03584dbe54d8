import { enrolInCampaign as operation } from '../../../../contract/hooks/enrolment-operations.ts';
import { handles, mayRead, replayOf, succeeded } from '../../../access/operation-request.ts';
import { enrol } from '../enrolments.ts';
import { ofEnrolment } from './of-enrolment.ts';

export const enrolInCampaignHandler = handles(operation, async (request, { engine }) => {
  const { params, call, context } = request;
  const hook = { kind: 'campaign', hookId: params.campaignId } as const;
  const of = ofEnrolment(request, hook);
  const { warnings, ...outcome } = await enrol(
    engine,
    of,
    mayRead(call, 'campaigns.readonly'),
    context,
  );
  call.warnings.push(...warnings);
  return { body: succeeded(call.version), ...replayOf(outcome) };
});
