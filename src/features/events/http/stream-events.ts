import { streamEvents as operation } from '../../../../contract/events/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { typesNamed } from '../events.ts';
import { toStreamMessages } from '../events.wire.ts';

export const streamEventsHandler = handles(operation, async (request, { eventStreams }) => {
  const { location, query, call, again } = request;
  const { parts, onEnd, close } = await eventStreams.open({
    turn: { locationNo: location.no, actorKey: call.caller.actorKey },
    types: typesNamed(query.type),
    contactId: query.contactId,
    after: query.after,
    look: again,
  });
  return { live: { messages: toStreamMessages(parts, location.id), onEnd, close } };
});
