import type { Call, CallLocation } from '../../../access/operation-request.ts';
import type { OfList, OfLocation } from '../smart-lists.ts';

/** Where a request asks, and who: of the signed in, members change what they made themselves. */
export function ofLocation({ location, call }: { location: CallLocation; call: Call }): OfLocation {
  const { caller } = call;
  const { kind, id } = caller.actor;
  const isMember = 'session' in caller && caller.session.role === 'member';
  return { location, asker: { kind, id, changesShared: !isMember }, now: call.now };
}

export function ofList(request: {
  location: CallLocation;
  call: Call;
  params: { smartListId: string };
}): OfList {
  return { ...ofLocation(request), id: request.params.smartListId };
}
