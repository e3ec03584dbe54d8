import type { Exemption } from './exemption.ts';

const noCalendars = 'there are no calendars, groups or series here';

export const appointmentExemptions: readonly Exemption[] = [
  {
    kind: 'mismatch',
    operations: ['get-appointment'],
    statuses: [200],
    paths: ['startTime', 'endTime', 'dateAdded', 'dateUpdated'].map((key) => `event.${key} type`),
    reason: 'published as objects, with texts as their examples',
  },
  {
    kind: 'mismatch',
    operations: ['get-appointment'],
    statuses: [200],
    paths: ['event required'],
    reason: 'no groupId: there are no groups of calendars here',
  },
  {
    kind: 'never returned',
    operations: ['create-appointment', 'edit-appointment'],
    statuses: [200],
    paths: ['rrule'],
    reason: noCalendars,
  },
  {
    kind: 'never returned',
    operations: ['get-appointment'],
    statuses: [200],
    paths: ['event.groupId', 'event.notes', 'event.rrule', 'event.masterEventId'],
    reason: noCalendars,
  },
  {
    kind: 'never returned',
    operations: ['get-appointment'],
    statuses: [200],
    paths: ['event.createdBy.userId'],
    reason: 'an integration books, no user',
  },
  {
    kind: 'never returned',
    operations: ['get-appointments-for-contact'],
    statuses: [200],
    paths: ['events[].groupId', 'events[].notes'],
    reason: noCalendars,
  },
];
