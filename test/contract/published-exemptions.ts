import type { WireVersion } from '../../contract/operation.ts';
import type { Finding } from './published-check.ts';
import type { Mode } from './published-probes.ts';

/**
 * Where replies differ from the published documents, and why. An exemption must be needed: for each
 * path, operation, version and mode that it names, or for each path and status when for `every`.
 */
export type Exemption = {
  kind: Finding['kind'];
  operations: readonly string[] | 'every';
  statuses: readonly number[];
  paths: readonly string[];
  versions?: readonly WireVersion[];
  modes?: readonly Mode[];
  reason: string;
};

const documented: readonly Mode[] = ['documented'];
const observed: readonly Mode[] = ['observed'];
const oneContact = ['get-contact', 'update-contact', 'upsert-contact', 'get-duplicate-contact'];

const mismatches: Exemption[] = [
  {
    kind: 'mismatch',
    operations: oneContact,
    statuses: [200],
    paths: ['contact.customFields[].value type'],
    reason: 'published as a text, though the published inputs take numbers, lists and objects',
  },
  {
    kind: 'mismatch',
    operations: ['create-contact'],
    statuses: [201],
    paths: ['contact.customFields[].value type'],
    reason: 'the same',
  },
  {
    kind: 'mismatch',
    operations: ['get-contacts'],
    statuses: [200],
    paths: ['contacts[].customFields[].value type'],
    reason: 'the same',
  },
  {
    kind: 'mismatch',
    operations: ['get-duplicate-contact'],
    statuses: [200],
    paths: ['contact type'],
    reason: 'null where no contact matches, as clients read it; no body is published',
  },
  {
    kind: 'mismatch',
    operations: ['create-contact', 'update-contact'],
    statuses: [422],
    paths: ['message type'],
    modes: documented,
    reason: 'a duplicate has the one sentence that clients know, under the status of the seed',
  },
];

const additions: Exemption[] = [
  {
    kind: 'not published',
    operations: 'every',
    statuses: [200, 201, 400, 401, 403, 404, 422],
    paths: ['traceId'],
    reason: 'every reply of the live service carries one',
  },
  {
    kind: 'not published',
    operations: ['create-contact'],
    statuses: [201],
    paths: ['warnings'],
    modes: documented,
    reason: 'what was accepted and not used is said, never dropped silently',
  },
  {
    kind: 'not published',
    operations: oneContact,
    statuses: [200],
    paths: ['contact.createdBy', 'contact.lastUpdatedBy'],
    reason: 'seen in replies of the live service',
  },
  {
    kind: 'not published',
    operations: oneContact,
    statuses: [200],
    paths: ['contact.gender', 'contact.inboundDndSettings'],
    reason: 'published as inputs: what is stored is returned',
  },
  {
    kind: 'not published',
    operations: ['create-contact'],
    statuses: [201],
    paths: ['contact.createdBy', 'contact.gender', 'contact.inboundDndSettings'],
    reason: 'the same',
  },
  {
    kind: 'not published',
    operations: ['create-contact'],
    statuses: [201],
    paths: ['contact.timezone'],
    versions: ['v2'],
    reason: 'the same: the published v2 reply to a create lacks it',
  },
  ...(['v2', 'v3'] as const).flatMap((version): Exemption[] => {
    const path = version === 'v2' ? 'contact.dndSettings.RCS' : 'contact.dndSettings.rcs';
    const channel = {
      kind: 'not published' as const,
      paths: [path],
      versions: [version],
      reason: 'a channel that the live service returns',
    };
    return [
      { ...channel, operations: oneContact, statuses: [200] },
      { ...channel, operations: ['create-contact'], statuses: [201] },
    ];
  }),
  {
    kind: 'not published',
    operations: ['get-duplicate-contact'],
    statuses: [200],
    paths: ['matchingField'],
    reason: 'clients read it; no body is published',
  },
  {
    kind: 'not published',
    operations: ['get-contacts'],
    statuses: [200],
    paths: ['meta'],
    reason: 'the live service pages by it; its schema is published and used nowhere',
  },
  {
    kind: 'not published',
    operations: ['get-contacts'],
    statuses: [200],
    paths: [
      'address1',
      'assignedTo',
      'city',
      'companyName',
      'contactName',
      'createdBy',
      'dateOfBirth',
      'dateUpdated',
      'dnd',
      'dndSettings',
      'emailLowerCase',
      'firstName',
      'firstNameLowerCase',
      'firstNameRaw',
      'fullNameLowerCase',
      'gender',
      'inboundDndSettings',
      'lastName',
      'lastNameLowerCase',
      'lastNameRaw',
      'lastUpdatedBy',
      'name',
      'phone',
      'postalCode',
      'startAfter',
      'state',
      'type',
      'website',
    ].map((name) => `contacts[].${name}`),
    reason: 'the published item is a stub; the live one has names, phone and the rest',
  },
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
];

const errorBodies: Exemption[] = [
  {
    kind: 'not published',
    operations: 'every',
    statuses: [400, 404],
    paths: ['error'],
    reason: 'the phrase that 401, 403 and 422 have as published, and the live service has in all',
  },
  {
    kind: 'not published',
    operations: 'every',
    statuses: [400, 401, 403, 404, 422],
    paths: ['code'],
    reason: 'ours, so that a program need not read sentences',
  },
  {
    kind: 'not published',
    operations: 'every',
    statuses: [400, 422],
    paths: ['fields'],
    reason: 'ours: each field at fault by its name',
  },
  {
    kind: 'not published',
    operations: ['create-contact', 'update-contact'],
    statuses: [422],
    paths: ['meta'],
    modes: documented,
    reason: 'of a duplicate: which contact and which field',
  },
  {
    kind: 'not published',
    operations: ['create-contact', 'update-contact'],
    statuses: [400],
    paths: ['meta'],
    modes: observed,
    reason: 'the same, as the live service has it',
  },
  {
    kind: 'not published',
    operations: ['create-contact', 'update-contact', 'upsert-contact', 'put-location'],
    statuses: [400],
    paths: ['line', 'column'],
    modes: documented,
    reason: 'ours: where the body is no JSON',
  },
  {
    kind: 'not published',
    operations: [
      'create-contact',
      'get-contact',
      'update-contact',
      'delete-contact',
      'put-location',
    ],
    statuses: [401],
    paths: ['requiredScopes', 'hint'],
    modes: documented,
    reason: 'ours: which scope is missing and where to enable it',
  },
  {
    kind: 'not published',
    operations: 'every',
    statuses: [403],
    paths: ['tokenLocationId'],
    modes: documented,
    reason: 'ours: the location that the token is for',
  },
];

const unset = [...oneContact, 'create-contact'];
const fromElsewhere = [
  'attachments',
  'attributionSource',
  'keyword',
  'lastActivity',
  'lastAttributionSource',
  'ssn',
  'visitorId',
].map((name) => `contact.${name}`);
const absences: Exemption[] = [
  {
    kind: 'never returned',
    operations: unset,
    statuses: [200, 201],
    paths: ['contact.businessId'],
    reason: 'a contact has no business yet, and an unset key is left out',
  },
  {
    kind: 'never returned',
    operations: oneContact,
    statuses: [200],
    paths: fromElsewhere,
    reason: 'no input sets it: it comes from forms, sites and conversations',
  },
  {
    kind: 'never returned',
    operations: ['create-contact'],
    statuses: [201],
    versions: ['v3'],
    paths: fromElsewhere,
    reason: 'the same',
  },
  {
    kind: 'never returned',
    operations: ['create-contact'],
    statuses: [201],
    versions: ['v2'],
    paths: ['contact.lastSessionActivityAt'],
    reason: 'the same',
  },
  {
    kind: 'never returned',
    operations: ['get-contacts'],
    statuses: [200],
    paths: ['contacts[].attributions[]', 'contacts[].businessId'],
    reason: 'the same: the list of attributions is empty',
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

const statuses: Exemption[] = [
  {
    kind: 'never answered',
    operations: ['get-contact'],
    statuses: [400],
    paths: [''],
    modes: documented,
    reason: 'an unknown id is 404; nothing else of the request can be malformed',
  },
  {
    kind: 'never answered',
    operations: ['get-contacts', 'get-duplicate-contact'],
    statuses: [400],
    paths: [''],
    modes: observed,
    reason: 'a missing location is 422 there',
  },
  {
    kind: 'never answered',
    operations: ['get-location'],
    statuses: [400, 422],
    paths: [''],
    reason: 'the path names the location: it is the own one, or access is refused',
  },
  {
    kind: 'status not published',
    operations: 'every',
    statuses: [403, 404],
    paths: [''],
    reason: 'a foreign location, and an unknown contact or location; v3 has the bodies in general',
  },
  {
    kind: 'status not published',
    operations: ['update-contact', 'delete-contact'],
    statuses: [412],
    paths: [''],
    reason: 'ours: If-Match',
  },
  {
    kind: 'status not published',
    operations: ['get-duplicate-contact', 'put-location'],
    statuses: [422],
    paths: [''],
    reason: 'a wrong value is 422 for every operation',
  },
];

export const exemptions: readonly Exemption[] = [
  ...mismatches,
  ...additions,
  ...errorBodies,
  ...absences,
  ...statuses,
];
