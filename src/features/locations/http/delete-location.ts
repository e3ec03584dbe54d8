import { deleteLocation as operation } from '../../../../contract/locations/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { deleteLocation } from '../remove-location.ts';

export const deleteLocationHandler = handles(operation, async (request, { engine, jobs }) => {
  const { location, query, call, context } = request;
  await jobs.finish(await deleteLocation(engine, location.id, context), context);
  if (query.deleteTwilioAccount === 'true') {
    call.warnings.push('deleteTwilioAccount was ignored: there is no Twilio account here');
  }
  return { body: { success: true, message: `Deleted location with id: ${location.id}` } };
});
