import type { Exemption } from './exemption.ts';

export const locationExemptions: readonly Exemption[] = [
  {
    kind: 'not published',
    operations: ['get-location'],
    statuses: [200],
    paths: [
      'location.dateAdded',
      'location.dateUpdated',
      'location.settings.contactUniqueIdentifiers',
    ],
    reason: 'in replies of the live service; the last is the order of the duplicate policy',
  },
  {
    kind: 'not published',
    operations: ['put-location'],
    statuses: [200],
    paths: ['business', 'dateAdded', 'dateUpdated', 'settings.contactUniqueIdentifiers'],
    reason: 'an update returns what a read does',
  },
  {
    kind: 'never returned',
    operations: ['get-location'],
    statuses: [200],
    paths: [
      'location.business.logoUrl',
      'location.domain',
      'location.firstName',
      'location.lastName',
      'location.logoUrl',
      'location.reseller',
    ],
    reason: 'not stored: a body that sends it is warned',
  },
  {
    kind: 'never returned',
    operations: ['put-location'],
    statuses: [200],
    paths: ['domain'],
    reason: 'the same',
  },
];
