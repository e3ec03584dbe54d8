import { toIsoTime } from '../../lib/iso-time.ts';
import { toLocalTime } from '../../lib/zoned-time.ts';
import type { Appointment } from './appointment.ts';

/** What create and update return. */
export function toAppointmentWire(
  { id, contactId, body }: Appointment,
  locationId: string,
): object {
  const { description: _description, source: _source, ...shown } = body;
  return { id, locationId, contactId, ...shown, isRecurring: false };
}

/** What is returned for its id. */
export function toEventWire(appointment: Appointment, locationId: string): object {
  const { id, contactId, body } = appointment;
  const { meetingLocationType: _type, source, ...shown } = body;
  return {
    id,
    locationId,
    contactId,
    ...shown,
    users: [],
    isRecurring: false,
    dateAdded: toIsoTime(appointment.createdAt),
    dateUpdated: toIsoTime(appointment.updatedAt),
    assignedResources: [],
    createdBy: { source },
  };
}

/** An item of a contact's list: its times are those on the clocks of the location. */
export function toListedEvent(
  { id, contactId, body, ...times }: Appointment,
  locationId: string,
  timeZone: string,
): object {
  const { description: _description, meetingLocationType: _type, source: _source, ...shown } = body;
  return {
    id,
    locationId,
    contactId,
    ...shown,
    status: body.appointmentStatus,
    startTime: toLocalTime(times.startAt, timeZone),
    endTime: toLocalTime(times.endAt, timeZone),
    users: [],
    dateAdded: toLocalTime(times.createdAt, timeZone),
    dateUpdated: toLocalTime(times.updatedAt, timeZone),
    assignedResources: [],
  };
}
