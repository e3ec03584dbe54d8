import { removeFromCampaigns as operation } from '../../../../contract/hooks/enrolment-operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { unenrolFromAll } from '../enrolments.ts';

export const removeFromCampaignsHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  const of = { locationNo: location.no, kind: 'campaign', contactId: params.contactId } as const;
  await unenrolFromAll(engine, of, context);
  return { body: succeeded(call.version) };
});
