import { setContactsBusiness as operation } from '../../../../contract/businesses/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { setContactsBusiness } from '../businesses.ts';

export const setContactsBusinessHandler = handles(operation, async (request, { engine }) => {
  const { location, body, context } = request;
  const input = { locationNo: location.no, ids: body.ids, businessId: body.businessId };
  const outcome = await setContactsBusiness(engine, input, context);
  const { ids, failures } = outcome.value;
  const success = ids.length > 0 || failures.length === 0;
  return {
    body: { success, ids, ...(failures.length > 0 && { errors: failures }) },
    ...replayOf(outcome),
  };
});
