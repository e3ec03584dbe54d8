import Type from 'typebox';
import { type Operation, defineOperation, sameInBoth } from '../operation.ts';
import { Text, WholeNumber, reply } from '../primitives.ts';
import { type JobKindName, jobKindNames } from './job-kinds.ts';

export const jobStatuses = ['waiting', 'running', 'done', 'cancelled'] as const;
export type JobStatus = (typeof jobStatuses)[number];

const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Kind = Type.Unsafe<JobKindName>({
  type: 'string',
  enum: jobKindNames,
  description: 'docs/jobs.md says what each is, and which can be cancelled',
});
const Status = Type.Unsafe<JobStatus>({ type: 'string', enum: jobStatuses });

export const Job = Type.Object({
  id: Type.String(),
  kind: Kind,
  status: Status,
  locationId: TextOrNull,
  subjectId: TextOrNull,
  startedBy: Type.Record(Type.String(), Type.Unknown(), {
    description: 'Who asked for it: kind, id; name where the token may read it',
  }),
  done: Type.Number({ description: 'Rows that are done; they stay so when it is cancelled' }),
  total: Type.Union([Type.Number(), Type.Null()], { description: 'Where it is known' }),
  problem: Type.Union(
    [
      Type.Object({
        message: Type.String(),
        attempts: Type.Number(),
        nextAttemptAt: Type.String({ format: 'date-time' }),
      }),
      Type.Null(),
    ],
    { description: 'Why it does not go on; it is tried again' },
  ),
  canCancel: Type.Boolean(),
  createdAt: Type.String({ format: 'date-time' }),
  updatedAt: Type.String({ format: 'date-time' }),
  finishedAt: TextOrNull,
});

const base = { tag: 'Jobs', location: 'none' as const };
const JobId = Type.Object({ jobId: Text(100) });
const OfLocation = Type.Object({
  locationId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
});
const JobReply = sameInBoth(reply({ job: Job }));

export const listJobs = defineOperation({
  ...base,
  id: 'list-jobs',
  method: 'GET',
  path: '/api/jobs',
  summary: 'Work that goes on after its request, newest first, for 30 days after it ends',
  scope: 'jobs.readonly',
  query: Type.Object({
    locationId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    kind: Type.Optional(Kind),
    status: Type.Optional(Status),
    after: Type.Optional(Text(200)),
    limit: Type.Optional(WholeNumber(100, '1 to 100, default 20')),
  }),
  success: 200,
  reply: sameInBoth(
    reply({
      jobs: Type.Array(Job),
      meta: Type.Object({ nextCursor: TextOrNull, more: Type.Boolean() }),
    }),
  ),
});

export const getJob = defineOperation({
  ...base,
  id: 'get-job',
  method: 'GET',
  path: '/api/jobs/{jobId}',
  summary: 'How far a job has come',
  scope: 'jobs.readonly',
  params: JobId,
  query: OfLocation,
  success: 200,
  reply: JobReply,
});

export const cancelJob = defineOperation({
  ...base,
  id: 'cancel-job',
  method: 'POST',
  path: '/api/jobs/{jobId}/cancel',
  summary: 'Stop a job: what is done stays done, the rest stays as it is',
  scope: 'jobs.write',
  params: JobId,
  query: OfLocation,
  success: 200,
  reply: JobReply,
});

export const jobOperations: readonly Operation[] = [listJobs, getJob, cancelJob];
