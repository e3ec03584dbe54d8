import type { Operation } from '../../../../contract/operation.ts';
import {
  type HandlerDeps,
  type JsonReply,
  type OperationRequest,
  actorReader,
  succeeded,
} from '../../../access/operation-request.ts';
import type { StartedJob } from '../job-commands.ts';
import { findJob } from '../jobs.ts';
import { toJobWire } from '../jobs.wire.ts';

/** Goes on with what a request began: done within it, or accepted with the job that goes on. */
export async function replyWithJob(
  { call, context }: Pick<OperationRequest<Operation>, 'call' | 'context'>,
  { engine, jobs }: Pick<HandlerDeps, 'engine' | 'jobs'>,
  started: StartedJob,
): Promise<JsonReply> {
  const body = succeeded(call.version);
  if (await jobs.finish(started, context)) return { body };
  const job = await findJob(engine.read, started);
  if (!job) return { body };
  return { body: { ...body, job: toJobWire(job, actorReader(call)) }, accepted: true };
}
