import type { JobKindName } from '../../../contract/jobs/job-kinds.ts';
import type { JobStatus } from '../../../contract/jobs/operations.ts';
import { errors } from '../../errors/catalogue.ts';
import { placeAfter, recordCursor } from '../../lib/record-pages.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type Engine,
  type Executor,
  defineQuery,
} from '../../storage/engine.ts';
import { cancelJobCommand } from './job-commands.ts';
import {
  type JobFilter,
  type ListedJob,
  type OpenJobs,
  countOpenJobs,
  selectJob,
  selectJobs,
} from './jobs.store.ts';

export type { ListedJob, OpenJobs } from './jobs.store.ts';

/** Whose jobs are asked for: null for all locations and the installation. */
type Asked = { locationNo: number | null };

/** Throws `record_not_found`. */
export async function getJob(reader: Executor, of: Asked & { id: string }): Promise<ListedJob> {
  const job = await findJob(reader, of);
  if (!job) throw errors.recordNotFound('Job', of.id);
  return job;
}

/** Undefined once its location is gone. */
export function findJob(
  reader: Executor,
  { locationNo, id }: Asked & { id: string },
): Promise<ListedJob | undefined> {
  return selectJob(reader, { locationNo, id });
}

/** Throws `record_not_found` or `job_not_cancellable`; one that is done stays so. */
export async function cancelJob(
  engine: Engine,
  asked: Asked & { id: string },
  context: CommandContext,
): Promise<CommandOutcome<ListedJob>> {
  const { id, location_no: locationNo } = await getJob(engine.read, asked);
  const outcome = await engine.run(cancelJobCommand, { locationNo, id }, context);
  return { ...outcome, value: await getJob(engine.read, asked) };
}

export const listJobsQuery = defineQuery({
  name: 'jobs.list',
  run: (reader: Executor, filter: JobFilter): Promise<ListedJob[]> => selectJobs(reader, filter),
});

export const countOpenJobsQuery = defineQuery({
  name: 'jobs.count-open',
  run: (reader: Executor, _input: null): Promise<OpenJobs[]> => countOpenJobs(reader),
});

/** Off the HTTP thread, since many may be open. */
export function countOpenJobsOf(engine: Engine, signal: AbortSignal): Promise<OpenJobs[]> {
  return engine.query(countOpenJobsQuery, null, { signal });
}

export type JobPage = { jobs: ListedJob[]; more: boolean; nextCursor: string | null };

export async function listJobs(
  engine: Engine,
  asked: Asked & { kind?: JobKindName; status?: JobStatus; after?: string; limit: number },
): Promise<JobPage> {
  const { locationNo, kind, status, after, limit } = asked;
  const [before = null] = after === undefined ? [] : placeAfter(after, 1);
  const filter = { locationNo, kind: kind ?? null, status: status ?? null, before };
  const found = await engine.query(listJobsQuery, { ...filter, limit: limit + 1 });
  const jobs = found.slice(0, limit);
  const last = jobs.at(-1);
  return {
    jobs,
    more: found.length > limit,
    nextCursor: last ? recordCursor(last.no) : null,
  };
}
