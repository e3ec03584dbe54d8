import type { Exemption } from './exemption.ts';

export const recurringTaskExemptions: readonly Exemption[] = [
  {
    kind: 'not published',
    operations: ['create-recurring-task'],
    statuses: [201],
    paths: ['recurringTask.contactIds', 'recurringTask.owners'],
    reason: 'the published reply names one contact and one owner of those that were sent',
  },
  {
    kind: 'not published',
    operations: ['get-recurring-task-by-id', 'update-recurring-task'],
    statuses: [200],
    paths: ['recurringTask.contactIds', 'recurringTask.owners'],
    reason: 'the same',
  },
];
