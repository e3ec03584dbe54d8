import assert from 'node:assert/strict';
import { createProofs } from '../../support/proofs.ts';
import { makeAppointment } from '../../support/samples/appointments.ts';
import { makeContact } from '../../support/samples/sample-contact.ts';

export const appointmentsProofs = createProofs('appointments');
const { proves } = appointmentsProofs;

const path = '/calendars/events/appointments';

proves('create-appointment', 200, 'the appointment is there as sent', async (proving) => {
  const { call, place, locationId } = proving;
  const { contactId } = await makeContact(place);
  const sent = {
    calendarId: 'CVokAlI8fgw4WYWoCtQz',
    locationId,
    contactId,
    title: 'Test Event',
    startTime: '2021-06-23T03:30:00+05:30',
    endTime: '2021-06-23T04:30:00+05:30',
    appointmentStatus: 'new',
    assignedUserId: '0007BWpSzSwfiuSl0tR2',
    address: 'Zoom',
  };
  const made = await call('POST', path, {
    body: { ...sent, description: 'Call', toNotify: false },
  });
  assert.equal(made.status, 200);
  const shown = { ...sent, meetingLocationType: 'custom', isRecurring: false };
  assert.partialDeepStrictEqual(made.body, shown);
  assert.deepEqual(made.body.warnings, ['property toNotify is not stored and was ignored']);
  const read = await call('GET', `${path}/${String(made.body['id'])}`);
  assert.partialDeepStrictEqual(read.body['event'], { ...sent, description: 'Call', users: [] });
});

proves('get-appointment', 200, 'the appointment that was asked for', async ({ call, place }) => {
  const { eventId, contactId, title } = await makeAppointment(place);
  await makeAppointment(place);
  const { status, body } = await call('GET', `${path}/${eventId}`);
  assert.equal(status, 200);
  assert.partialDeepStrictEqual(body['event'], { id: eventId, contactId, title });
});

proves('edit-appointment', 200, 'what is sent is changed, the rest is kept', async (proving) => {
  const { call, place } = proving;
  const { eventId, title } = await makeAppointment(place);
  const change = {
    appointmentStatus: 'showed',
    startTime: '2021-06-24T03:30:00+05:30',
    address: '',
  };
  const { status, body } = await call('PUT', `${path}/${eventId}`, { body: change });
  assert.equal(status, 200);
  const after = { id: eventId, title, appointmentStatus: 'showed', startTime: change.startTime };
  assert.partialDeepStrictEqual(body, after);
  // An hour long, as it was.
  assert.equal(Date.parse(String(body['endTime'])), Date.parse('2021-06-24T04:30:00+05:30'));
  const { event } = (await call('GET', `${path}/${eventId}`)).body;
  assert.partialDeepStrictEqual(event, { ...after, endTime: body['endTime'] });
  assert.equal(JSON.stringify(event).includes('"address"'), false);
});

proves('delete-event', 201, 'the appointment is gone', async ({ call, place, mode }) => {
  const { eventId, contactId } = await makeAppointment(place);
  const { status, body } = await call('DELETE', `/calendars/events/${eventId}`);
  assert.deepEqual([status, body['succeeded']], [201, true]);
  const gone = await call('GET', `${path}/${eventId}`);
  assert.equal(gone.status, mode === 'documented' ? 404 : 400);
  assert.equal(gone.body.message, `Appointment with id ${eventId} not found`);
  const { events } = (await call('GET', `/api/contacts/${contactId}/events`)).body;
  const last = { type: 'appointment.deleted', recordId: eventId, contactId, version: null };
  assert.partialDeepStrictEqual(events?.at(-1), { ...last, after: null });
});

proves('get-appointments-for-contact', 200, 'its own, in local time', async (proving) => {
  const { call, place, server, locationId } = proving;
  const change = { token: server.managementToken, body: { timezone: 'America/New_York' } };
  assert.equal((await server.call('PUT', `/locations/${locationId}`, change)).status, 200);
  const { eventId, contactId, title } = await makeAppointment(place);
  await makeAppointment(place);
  const { status, body } = await call('GET', `/contacts/${contactId}/appointments`);
  assert.equal(status, 200);
  assert.deepEqual(body.meta, { total: 1 });
  const listed = { id: eventId, contactId, title, appointmentStatus: 'confirmed' };
  const times = { startTime: '2021-06-22 18:00:00', endTime: '2021-06-22 19:00:00' };
  assert.partialDeepStrictEqual(body, { events: [{ ...listed, ...times }] });
});
