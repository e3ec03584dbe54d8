import { cancelJob as operation } from '../../../../contract/jobs/operations.ts';
import { actorReader, handles, replayOf } from '../../../access/operation-request.ts';
import { cancelJob } from '../jobs.ts';
import { toJobWire } from '../jobs.wire.ts';
import { jobsAsked } from './jobs-asked.ts';

export const cancelJobHandler = handles(operation, async (request, { engine }) => {
  const { params, call, context } = request;
  const asked = { ...jobsAsked(request), id: params.jobId };
  const outcome = await cancelJob(engine, asked, context);
  return { body: { job: toJobWire(outcome.value, actorReader(call)) }, ...replayOf(outcome) };
});
