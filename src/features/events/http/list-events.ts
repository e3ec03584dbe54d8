import { listEvents as operation } from '../../../../contract/events/operations.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { listEvents, typesNamed } from '../events.ts';
import { toEventsWire } from '../events.wire.ts';

export const listEventsHandler = handles(operation, async (request, { engine, limits }) => {
  const { location, query, call, signal } = request;
  const bounds = { fallback: limits.eventsDefault, maximum: limits.eventsMaximum };
  const limit = limitOf(query.limit, bounds, call);
  const types = typesNamed(query.type);
  const of = {
    locationNo: location.no,
    ...(types && { types }),
    ...(query.contactId && { contactId: query.contactId }),
    scopes: call.caller.scopes,
    limit,
    ...(query.after && { after: query.after }),
  };
  return { body: toEventsWire(await listEvents(engine, of, signal()), location.id, call.caller) };
});
