import type { Exemption, RequestExemption } from './exemption.ts';

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
    operations: ['put-location', 'create-location'],
    statuses: [200],
    paths: ['business', 'dateAdded', 'dateUpdated', 'settings.contactUniqueIdentifiers'],
    reason: 'they return what a read does',
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
    operations: ['put-location', 'create-location'],
    statuses: [200],
    paths: ['domain'],
    reason: 'the same',
  },
  {
    kind: 'never returned',
    operations: ['create-location'],
    statuses: [200],
    paths: ['email'],
    reason: 'published in the reply and not in the body: observed refuses it',
  },
  {
    kind: 'not published',
    operations: ['search-locations'],
    statuses: [200],
    paths: [
      'companyId',
      'business',
      'settings.contactUniqueIdentifiers',
      'dateAdded',
      'dateUpdated',
    ].map((name) => `locations[].${name}`),
    reason: 'each as a read returns it',
  },
];

export const locationRequestExemptions: readonly RequestExemption[] = [
  {
    operation: 'delete-location',
    differences: ['scope locations.internal-access-only'],
    reason: 'the published list of scopes has locations.write for it, which a token can hold',
  },
];
