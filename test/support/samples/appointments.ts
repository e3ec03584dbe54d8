import { createAppointment } from '../../../contract/appointments/operations.ts';
import type { Place, Samples } from '../place.ts';
import { makeContact } from './sample-contact.ts';

/** Any text is a calendar's id, or a user's: these are none of a record. */
const fields = {
  calendarId: 'calendar',
  assignedUserId: 'sampler',
  description: 'Booking a call to discuss the project',
  address: 'Zoom',
  appointmentStatus: 'confirmed',
  meetingLocationType: 'custom',
  startTime: '2021-06-23T03:30:00+05:30',
  endTime: '2021-06-23T04:30:00+05:30',
};

export const appointmentSamples: Samples = {
  'create-appointment': async (place) => {
    const { contactId } = await makeContact(place);
    const title = place.unique();
    const { locationId } = place;
    return { body: { locationId, contactId, title, ...fields }, shows: title };
  },
  'get-appointment': async (place) => {
    const { eventId, title } = await makeAppointment(place);
    return { params: { eventId }, shows: title };
  },
  'edit-appointment': async (place) => {
    const { eventId } = await makeAppointment(place);
    const title = place.unique();
    return { params: { eventId }, body: { ...fields, title }, shows: title };
  },
  'delete-event': async (place) => {
    const { eventId } = await makeAppointment(place);
    return { params: { eventId } };
  },
  'get-appointments-for-contact': async (place) => {
    const { contactId, title } = await makeAppointment(place);
    return { params: { contactId }, shows: title };
  },
};

/** An appointment of a contact of the place. */
export async function makeAppointment(
  place: Place,
  more: Record<string, unknown> = {},
): Promise<{ contactId: string; eventId: string; title: string }> {
  const { contactId } = await makeContact(place);
  const title = place.unique();
  const { locationId } = place;
  const body = { locationId, contactId, title, ...fields, ...more };
  const made = await place.send(createAppointment, { body });
  return { contactId, eventId: String(made['id']), title };
}
