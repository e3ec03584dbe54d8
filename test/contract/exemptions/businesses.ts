import type { Exemption } from './exemption.ts';

const by = ['createdBy', 'updatedBy'];
const who = by.flatMap((name) =>
  ['source', 'channel', 'sourceId', 'timestamp'].map((key) => `${name}.${key}`),
);

export const businessExemptions: readonly Exemption[] = [
  {
    kind: 'not published',
    operations: ['create-business'],
    statuses: [201],
    paths: who.map((path) => `buiseness.${path}`),
    reason: 'published as objects of unknown properties; these are those that contacts have',
  },
  {
    kind: 'not published',
    operations: ['update-business'],
    statuses: [200],
    paths: who.map((path) => `buiseness.${path}`),
    reason: 'the same',
  },
  {
    kind: 'not published',
    operations: ['get-business'],
    statuses: [200],
    paths: who.map((path) => `business.${path}`),
    reason: 'the same',
  },
  {
    kind: 'not published',
    operations: ['get-businesses-by-location'],
    statuses: [200],
    paths: who.map((path) => `businesses[].${path}`),
    reason: 'the same',
  },
  {
    kind: 'status not published',
    operations: ['add-remove-contact-from-business'],
    statuses: [400, 401],
    paths: [''],
    reason: 'published without security and malformed bodies; it needs a token all the same',
  },
  {
    kind: 'not published',
    operations: ['get-contacts-by-businessId'],
    statuses: [200],
    paths: [
      'contactName',
      'createdBy',
      'dateUpdated',
      'dnd',
      'emailLowerCase',
      'firstName',
      'firstNameLowerCase',
      'firstNameRaw',
      'fullNameLowerCase',
      'lastUpdatedBy',
      'name',
      'startAfter',
      'type',
    ].map((name) => `contacts[].${name}`),
    reason: 'an item is what it is in the list of all contacts: the published one has no name',
  },
  {
    kind: 'never returned',
    operations: ['get-contacts-by-businessId'],
    statuses: [200],
    paths: ['contacts[].attributions[]'],
    reason: 'no input sets it: the list is empty',
  },
];
