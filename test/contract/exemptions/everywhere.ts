import { whyNever } from '../../support/unanswerable.ts';
import type { Mode } from '../../support/modes.ts';
import type { Exemption } from './exemption.ts';

const documented: readonly Mode[] = ['documented'];

/** What is so for operations in general, whatever they are about. */
export const generalExemptions: readonly Exemption[] = [
  {
    kind: 'not published',
    operations: 'every',
    statuses: [200, 201, 400, 401, 403, 404, 422],
    paths: ['traceId'],
    reason: 'every reply of the live service carries one',
  },
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
    operations: 'every',
    statuses: [403],
    paths: ['tokenLocationId'],
    modes: documented,
    reason: 'ours: the location that the token is for',
  },
  {
    kind: 'not published',
    operations: 'every',
    statuses: [200, 201],
    paths: ['warnings'],
    reason: 'what was accepted and not used is said, never dropped silently',
  },
  {
    kind: 'not published',
    operations: 'every',
    statuses: [200, 201],
    paths: ['succeeded', 'succeded'],
    reason:
      'published in one spelling or the other; the live service is recorded to answer in both, under v3 too',
  },
  {
    kind: 'not published',
    operations: 'every',
    statuses: [200],
    paths: ['meta'],
    reason: 'every list tells its exact total there',
  },
  {
    kind: 'not published',
    operations: 'every',
    statuses: [400],
    paths: ['line', 'column'],
    modes: documented,
    reason: 'ours: where the body is no JSON',
  },
  {
    kind: 'not published',
    operations: 'every',
    statuses: [401],
    paths: ['requiredScopes', 'hint'],
    modes: documented,
    reason: 'ours: which scope is missing and where to enable it',
  },
  {
    kind: 'status not published',
    operations: 'every',
    statuses: [403, 404],
    paths: [''],
    reason: 'a foreign location, and an unknown record; v3 has the bodies in general',
  },
  {
    kind: 'status not published',
    operations: 'every',
    statuses: [422],
    paths: [''],
    reason: 'a wrong value is 422 for every operation',
  },
  {
    kind: 'never answered',
    operations: (operation, mode, status) => whyNever(operation, mode, status) !== undefined,
    statuses: [400, 422],
    paths: [''],
    reason: 'nothing of such a request can be malformed, or wrong: unanswerable.ts says why',
  },
];
