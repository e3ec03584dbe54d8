import type { Exemption } from './exemption.ts';

const relations = 'in replies of the live service: what a note belongs to beside its contact';

export const noteExemptions: readonly Exemption[] = [
  {
    kind: 'not published',
    operations: ['get-all-notes'],
    statuses: [200],
    paths: ['notes[].relations'],
    reason: relations,
  },
  {
    kind: 'not published',
    operations: ['create-note'],
    statuses: [201],
    paths: ['note.relations'],
    reason: relations,
  },
  {
    kind: 'not published',
    operations: ['get-note', 'update-note'],
    statuses: [200],
    paths: ['note.relations'],
    reason: relations,
  },
];
