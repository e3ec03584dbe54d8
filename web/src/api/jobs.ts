import { call } from './client.ts';
import type { Operations } from './generated/operations.ts';

export type Job = Operations['get-job']['reply']['job'];

const betweenMs = 500;

/** What an operation answers that may go on as a job. */
export type MayGoOn = { succeeded: boolean } | { job: Job };

export function jobOf(reply: MayGoOn): Job | undefined {
  return 'job' in reply ? reply.job : undefined;
}

/** Resolves once the job is done; `onProgress` hears of it on the way. Fails with what keeps the job back. */
export async function followJob(
  locationId: string,
  started: Job,
  onProgress: (job: Job) => void,
  signal: AbortSignal,
): Promise<Job> {
  for (let job = started; ; ) {
    if (job.finishedAt !== null) return job;
    if (job.problem) throw new Error(job.problem.message);
    onProgress(job);
    await new Promise((resolve) => window.setTimeout(resolve, betweenMs));
    signal.throwIfAborted();
    const params = { jobId: job.id };
    ({ job } = await call('get-job', { params, query: { locationId }, signal }));
  }
}
