import type { CallLocation } from '../../../access/operation-request.ts';
import { type OfEnrolment, toEventStartTime } from '../enrolments.ts';

type Request = { location: CallLocation; params: { contactId: string } };

/** Which contact and hook a request is about; throws `validation_failed` for a time that is none. */
export function ofEnrolment(
  { location, params }: Request,
  hook: Pick<OfEnrolment, 'kind' | 'hookId'>,
  eventStartTime?: string,
): OfEnrolment {
  return {
    ...hook,
    locationNo: location.no,
    contactId: params.contactId,
    eventStartTime: toEventStartTime(eventStartTime),
  };
}
