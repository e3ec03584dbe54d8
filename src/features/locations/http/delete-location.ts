import { deleteLocation as operation } from '../../../../contract/locations/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { deleteLocation } from '../remove-location.ts';

export const deleteLocationHandler = handles(operation, async (request, { engine, jobs }) => {
  const { location, query, call, context } = request;
  await deleteLocation(engine, location.id, context);
  jobs.wake();
  if (query.deleteTwilioAccount === 'true') {
    call.warnings.push('deleteTwilioAccount was ignored: there is no Twilio account here');
  }
  return { body: { success: true, message: `Deleted location with id: ${location.id}` } };
});
