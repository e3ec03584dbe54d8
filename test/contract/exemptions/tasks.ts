import type { Exemption } from './exemption.ts';

export const taskExemptions: readonly Exemption[] = [
  {
    kind: 'mismatch',
    operations: ['task-search'],
    statuses: [200],
    paths: ['tasks[] type'],
    reason: 'published as a list of lists; the live service returns a list of tasks',
  },
];
