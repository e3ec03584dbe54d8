import { deleteBusiness as operation } from '../../../../contract/businesses/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { deleteBusiness } from '../businesses.ts';

export const deleteBusinessHandler = handles(operation, async (request, { engine }) => {
  const { location, params, context } = request;
  await deleteBusiness(engine, location.no, params.businessId, context);
  return { body: { success: true } };
});
