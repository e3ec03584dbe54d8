import { cancelOf, jobKindsFor } from '../../../contract/jobs/job-kinds.ts';
import type { JobKindName } from '../../../contract/jobs/job-kinds.ts';
import type { JobStatus } from '../../../contract/jobs/operations.ts';
import { grants } from '../../../contract/scopes.ts';
import { errors } from '../../errors/catalogue.ts';
import { decodeCursor, encodeCursor } from '../../lib/cursor.ts';
import {
  type CommandContext,
  type Engine,
  type Executor,
  defineQuery,
} from '../../storage/engine.ts';
import { type StartedJob, cancelJobCommand } from './job-commands.ts';
import { type JobFilter, type ListedJob, selectJob, selectJobs } from './jobs.store.ts';

export type { ListedJob } from './jobs.store.ts';

/** Whose jobs are asked for: null for all locations and the installation. */
type Asked = { locationNo: number | null; scopes: readonly string[] };

/** Throws `record_not_found`, also for a kind that the scopes do not read. */
export async function getJob(
  reader: Executor,
  { locationNo, scopes, id }: Asked & { id: string },
): Promise<ListedJob> {
  const job = await selectJob(reader, { locationNo, id });
  if (!job || !jobKindsFor(scopes).includes(job.kind)) throw errors.recordNotFound('Job', id);
  return job;
}

/** A job that this request began, whatever the scopes; undefined once its location is gone. */
export function readStartedJob(
  reader: Executor,
  { locationNo, id }: StartedJob,
): Promise<ListedJob | undefined> {
  return selectJob(reader, { locationNo, id });
}

/** Throws `record_not_found`, `scope_missing` or `job_not_cancellable`; one that is done stays so. */
export async function cancelJob(
  engine: Engine,
  asked: Asked & { id: string },
  context: CommandContext,
): Promise<ListedJob> {
  const { id, kind, location_no: locationNo } = await getJob(engine.read, asked);
  const cancel = cancelOf(kind);
  if (cancel && !grants(asked.scopes, cancel.scope)) throw errors.scopeMissing(cancel.scope);
  await engine.run(cancelJobCommand, { locationNo, id }, context);
  return getJob(engine.read, asked);
}

export const listJobsQuery = defineQuery({
  name: 'jobs.list',
  run: (reader: Executor, filter: JobFilter): Promise<ListedJob[]> => selectJobs(reader, filter),
});

export type JobPage = { jobs: ListedJob[]; more: boolean; nextCursor: string | null };

export async function listJobs(
  engine: Engine,
  asked: Asked & { kind?: JobKindName; status?: JobStatus; after?: string; limit: number },
): Promise<JobPage> {
  const { locationNo, scopes, kind, status, after, limit } = asked;
  const kinds = jobKindsFor(scopes).filter((each) => kind === undefined || each === kind);
  const before = after === undefined ? null : numberOf(after);
  const filter = { locationNo, kinds, status: status ?? null, before, limit: limit + 1 };
  const found = kinds.length > 0 ? await engine.query(listJobsQuery, filter) : [];
  const jobs = found.slice(0, limit);
  const last = jobs.at(-1);
  return {
    jobs,
    more: found.length > limit,
    nextCursor: last ? encodeCursor({ j: last.no }) : null,
  };
}

function numberOf(cursor: string): number {
  const decoded = decodeCursor(cursor);
  const no = typeof decoded === 'object' && decoded !== null && 'j' in decoded ? decoded.j : null;
  if (typeof no === 'number' && Number.isSafeInteger(no)) return no;
  const message = 'after must be a cursor that this server returned';
  throw errors.validationFailed([{ field: 'after', message }]);
}
