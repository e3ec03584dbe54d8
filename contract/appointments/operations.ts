import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth, succeededReply } from '../operation.ts';
import { Text, reply } from '../primitives.ts';

const EventId = Type.Object({ eventId: Text(100) });
const locationId = Type.String({ minLength: 1, maxLength: 100 });
const id = Type.String({ minLength: 1, maxLength: 100 });
const time = Type.String({
  maxLength: 40,
  description: "ISO 8601; without an offset it is in the location's time zone",
});
const statuses = ['new', 'confirmed', 'cancelled', 'showed', 'noshow', 'invalid'];

const fields = {
  endTime: Type.Optional(time),
  title: Type.Optional(Text(1000)),
  meetingLocationType: Type.Optional(
    Type.Enum(['custom', 'zoom', 'gmeet', 'phone', 'address', 'ms_teams', 'google']),
  ),
  appointmentStatus: Type.Optional(Type.Enum(statuses)),
  assignedUserId: Type.Optional(Text(100)),
  description: Type.Optional(Text(5000)),
  address: Type.Optional(Text(1000)),
};

/** There are no calendars here: no slots to check, nobody to notify, no series. */
const unstoredBody = [
  'meetingLocationId',
  'overrideLocationConfig',
  'ignoreDateRange',
  'toNotify',
  'ignoreFreeSlotValidation',
  'rrule',
];

const text = Type.Optional(Type.String());
const common = {
  id: Type.String(),
  calendarId: Type.String(),
  locationId: Type.String(),
  contactId: Type.String(),
  title: Type.String(),
  appointmentStatus: Type.String(),
  assignedUserId: text,
  address: text,
  startTime: Type.String(),
  endTime: Type.String(),
};
const none = Type.Array(Type.String());
const Written = sameInBoth(
  reply({ ...common, meetingLocationType: Type.String(), isRecurring: Type.Boolean() }),
);

const write = { tag: 'Appointments', scope: 'calendars/events.write' } as const;

export const createAppointment = defineOperation({
  ...write,
  id: 'create-appointment',
  method: 'POST',
  path: '/calendars/events/appointments',
  summary: 'Create an appointment of a contact; any calendarId is kept, no slots are checked',
  location: 'body',
  body: Type.Object({ locationId, calendarId: id, contactId: id, startTime: time, ...fields }),
  unstoredBody,
  blankIsUnsent: true,
  success: 200,
  reply: Written,
});

export const getAppointment = defineOperation({
  id: 'get-appointment',
  method: 'GET',
  path: '/calendars/events/appointments/{eventId}',
  summary: 'Read an appointment',
  tag: 'Appointments',
  scope: 'calendars/events.readonly',
  location: 'token',
  params: EventId,
  success: 200,
  reply: sameInBoth(
    reply({
      event: Type.Object({
        ...common,
        users: none,
        description: text,
        isRecurring: Type.Boolean(),
        dateAdded: Type.String({ format: 'date-time' }),
        dateUpdated: Type.String({ format: 'date-time' }),
        assignedResources: none,
        createdBy: Type.Object({ source: Type.String() }),
      }),
    }),
  ),
});

export const updateAppointment = defineOperation({
  ...write,
  id: 'edit-appointment',
  method: 'PUT',
  path: '/calendars/events/appointments/{eventId}',
  summary: 'Change what is sent of an appointment; a new start moves the end along',
  location: 'token',
  params: EventId,
  body: Type.Object({
    locationId: Type.Optional(locationId),
    calendarId: Type.Optional(id),
    startTime: Type.Optional(time),
    ...fields,
  }),
  unpublishedBody: ['locationId'],
  unstoredBody,
  success: 200,
  reply: Written,
});

export const deleteAppointment = defineOperation({
  ...write,
  id: 'delete-event',
  method: 'DELETE',
  path: '/calendars/events/{eventId}',
  summary: 'Delete an appointment',
  location: 'token',
  params: EventId,
  success: 201,
  reply: succeededReply,
});

export const getAppointmentsOfContact = defineOperation({
  id: 'get-appointments-for-contact',
  method: 'GET',
  path: '/contacts/{contactId}/appointments',
  summary: "The appointments of a contact by their start, in the location's time",
  tag: 'Appointments',
  scope: 'contacts.readonly',
  location: 'token',
  params: Type.Object({ contactId: Text(100) }),
  success: 200,
  reply: sameInBoth(
    reply({
      events: Type.Array(
        Type.Object({
          ...common,
          status: Type.String(),
          users: none,
          dateAdded: Type.String(),
          dateUpdated: Type.String(),
          assignedResources: none,
        }),
      ),
      meta: Type.Object({ total: Type.Number() }),
    }),
  ),
});

export const appointmentOperations: readonly Operation[] = [
  createAppointment,
  getAppointment,
  updateAppointment,
  deleteAppointment,
  getAppointmentsOfContact,
];
