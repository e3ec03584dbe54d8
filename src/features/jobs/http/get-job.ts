import { getJob as operation } from '../../../../contract/jobs/operations.ts';
import { actorReader, handles } from '../../../access/operation-request.ts';
import { getJob } from '../jobs.ts';
import { toJobWire } from '../jobs.wire.ts';
import { jobsAsked } from './jobs-asked.ts';

export const getJobHandler = handles(operation, async (request, { engine }) => {
  const { params, call } = request;
  const job = await getJob(engine.read, { ...jobsAsked(request), id: params.jobId });
  return { body: { job: toJobWire(job, actorReader(call)) } };
});
