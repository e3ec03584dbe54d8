import { listJobs as operation } from '../../../../contract/jobs/operations.ts';
import { actorReader, handles, limitOf } from '../../../access/operation-request.ts';
import { listJobs } from '../jobs.ts';
import { toJobWire } from '../jobs.wire.ts';
import { jobsAsked } from './jobs-asked.ts';

export const listJobsHandler = handles(operation, async (request, { engine, limits }) => {
  const { query, call } = request;
  const { kind, status, after } = query;
  const bounds = { fallback: limits.listDefault, maximum: limits.listMaximum };
  const limit = limitOf(query.limit, bounds, call);
  const { jobs, more, nextCursor } = await listJobs(engine, {
    ...jobsAsked(request),
    limit,
    ...(kind && { kind }),
    ...(status && { status }),
    ...(after && { after }),
  });
  const shown = jobs.map((job) => toJobWire(job, actorReader(call)));
  return { body: { jobs: shown, meta: { nextCursor, more } } };
});
