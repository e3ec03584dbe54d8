import type { Exemption } from './exemption.ts';

export const tagExemptions: readonly Exemption[] = [
  {
    kind: 'not published',
    operations: ['add-tags'],
    statuses: [201],
    paths: ['tagsAdded'],
    reason: 'which of the tags sent the contact did not have; the guides speak of it',
  },
  {
    kind: 'not published',
    operations: ['remove-tags'],
    statuses: [200],
    paths: ['tagsRemoved'],
    reason: 'the same',
  },
  {
    kind: 'mismatch',
    operations: ['create-association'],
    statuses: [201],
    paths: ['responses[] type'],
    reason: 'published as texts, with an example of objects, which clients read',
  },
  {
    kind: 'status not published',
    operations: ['create-association'],
    statuses: [401],
    paths: [''],
    reason: 'published without any security, which would let anyone change tags',
  },
];
