import type { Exemption } from './exemption.ts';

const made = ['create-user'];
const one = ['get-user', 'update-user'];
const many = ['get-user-by-location', 'search-users', 'filter-users-by-email'];
const shapes = [
  { operations: made, statuses: [201], within: '' },
  { operations: one, statuses: [200], within: '' },
  { operations: many, statuses: [200], within: 'users[].' },
];

export const userExemptions: readonly Exemption[] = shapes.flatMap(
  ({ operations, statuses, within }): Exemption[] => [
    {
      kind: 'mismatch',
      operations,
      statuses,
      paths: [`${within}scopes type`, `${within}scopes enum`],
      reason: 'published as one text of a list, though its inputs and its example are lists',
    },
    {
      kind: 'not published',
      operations,
      statuses,
      paths: [`${within}profilePhoto`, `${within}scopesAssignedToOnly`],
      reason: 'published as inputs: what is stored is returned',
    },
    {
      kind: 'not published',
      operations,
      statuses,
      paths: [`${within}owner`, `${within}active`],
      reason: 'ours: who the installation belongs to, and who may sign in',
    },
    {
      kind: 'never returned',
      operations,
      statuses,
      paths: [`${within}extension`],
      reason: 'no input sets it: it belongs to the telephone service',
    },
  ],
);
