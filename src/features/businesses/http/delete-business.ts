import { deleteBusiness as operation } from '../../../../contract/businesses/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { deleteBusiness } from '../businesses.ts';

export const deleteBusinessHandler = handles(operation, async (request, { engine, jobs }) => {
  const { location, params, context } = request;
  const job = await deleteBusiness(engine, location.no, params.businessId, context);
  await jobs.finish(job, context);
  return { body: { success: true } };
});
