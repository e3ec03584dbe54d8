import { listContactEvents as operation } from '../../../../contract/events/operations.ts';
import { errors } from '../../../errors/catalogue.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { listEvents } from '../events.ts';
import { toEventsWire } from '../events.wire.ts';

export const listContactEventsHandler = handles(operation, async (request, { engine, limits }) => {
  const { location, params, query, call, signal } = request;
  const bounds = { fallback: limits.eventsDefault, maximum: limits.eventsMaximum };
  const limit = limitOf(query.limit, bounds, call);
  const { contactId } = params;
  const of = {
    locationNo: location.no,
    contactId,
    scopes: call.caller.scopes,
    limit,
    newestFirst: query.order === 'desc',
    ...(query.after && { after: query.after }),
  };
  const listing = await listEvents(engine, of, signal());
  // Every contact has the event of its creation, deleted ones too.
  if (listing.total === 0) throw errors.contactNotFound(contactId);
  return { body: toEventsWire(listing, location.id, call.caller) };
});
