import { deleteCustomField as operation } from '../../../../contract/custom-fields/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteCustomField } from '../custom-fields.ts';

export const deleteCustomFieldHandler = handles(operation, async (request, { engine, jobs }) => {
  const { location, params, call, context } = request;
  const { job } = await deleteCustomField(engine, location.no, params.id, context);
  if (job) await jobs.finish(job, context);
  return { body: succeeded(call.version) };
});
