import { removeFromCampaign as operation } from '../../../../contract/hooks/enrolment-operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { unenrol } from '../enrolments.ts';
import { ofEnrolment } from './of-enrolment.ts';

export const removeFromCampaignHandler = handles(operation, async (request, { engine }) => {
  const { params, call, context } = request;
  const hook = { kind: 'campaign', hookId: params.campaignId } as const;
  const of = ofEnrolment(request, hook);
  call.warnings.push(...(await unenrol(engine, of, context)));
  return { body: succeeded(call.version) };
});
