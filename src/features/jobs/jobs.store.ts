import { type Kysely, type SqlBool, sql } from 'kysely';
import type { JobKindName } from '../../../contract/jobs/job-kinds.ts';
import type { JobStatus } from '../../../contract/jobs/operations.ts';
import { orElse, sameOrNull, stillWanted } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import type { Database } from '../../storage/schema.ts';
import { statement } from '../../storage/statement.ts';
import type { JobRow } from '../../storage/tables/jobs.ts';

type OfJob = { no: number };

/** Behind all open jobs of its location. */
const lastTurn = (db: Kysely<Database>, locationNo: number | null) =>
  db
    .selectFrom('jobs')
    .select(({ fn }) => orElse(fn.max('turn'), 0).as('turn'))
    .where(sameOrNull('location_no', locationNo))
    .where('finished_at', 'is', null);

export type NewJob = {
  locationNo: number | null;
  id: string;
  kind: JobKindName;
  subjectId: string | null;
  input: string;
  actor: string;
  total: number | null;
  now: number;
};

const insert = statement<NewJob, { no: number }>((db, p) =>
  db
    .insertInto('jobs')
    .values({
      location_no: p.locationNo,
      id: p.id,
      kind: p.kind,
      subject_id: p.subjectId,
      input: p.input,
      status: 'waiting',
      actor: p.actor,
      total: p.total,
      turn: sql<number>`(${lastTurn(db, p.locationNo)}) + 1`,
      created_at: p.now,
      updated_at: p.now,
    })
    .returning('no'),
);

export async function insertJob(tx: Executor, job: NewJob): Promise<number> {
  const [row] = await tx.run(insert, job);
  if (!row) throw new Error('an insert returned no key');
  return row.no;
}

const openOfKind = statement<{ kind: JobKindName }, { no: number }>((db, p) =>
  db
    .selectFrom('jobs')
    .select('no')
    .where('location_no', 'is', null)
    .where('finished_at', 'is', null)
    .where('kind', '=', p.kind)
    .limit(1),
);

/** Whether the installation has an open job of the kind. */
export async function hasOpenJob(tx: Executor, kind: JobKindName): Promise<boolean> {
  return (await tx.run(openOfKind, { kind })).length > 0;
}

type OpenJob = { subject_id: string | null; input: string };

const openOfLocation = statement<{ locationNo: number; kind: JobKindName }, OpenJob>((db, p) =>
  db
    .selectFrom('jobs')
    .select(['subject_id', 'input'])
    .where('location_no', '=', p.locationNo)
    .where('finished_at', 'is', null)
    .where('kind', '=', p.kind),
);

/** What the open jobs of a kind are about. */
export function selectOpenJobs(
  tx: Executor,
  of: { locationNo: number; kind: JobKindName },
): Promise<OpenJob[]> {
  return tx.run(openOfLocation, of);
}

/** Of no other process that is still at it. */
const isFree = ({ by, now }: { by: string; now: number }) =>
  sql<SqlBool>`(claimed_by is null or claimed_by = ${by} or claimed_until < ${now})`;

export type Claim = { by: string; until: number; now: number };

const claim = statement<OfJob & Claim, JobRow>((db, p) =>
  db
    .updateTable('jobs')
    .set({ claimed_by: p.by, claimed_until: p.until })
    .where('no', '=', p.no)
    .where('finished_at', 'is', null)
    .where(isFree(p))
    .returningAll(),
);

/** The job, now this process'; undefined when it is finished or another process works at it. */
export async function claimJob(tx: Executor, job: OfJob & Claim): Promise<JobRow | undefined> {
  return (await tx.run(claim, job))[0];
}

const releaseAll = statement<object, unknown>((db) =>
  db
    .updateTable('jobs')
    .set({ claimed_by: null, claimed_until: null })
    .where('finished_at', 'is', null)
    .where('claimed_by', 'is not', null),
);

export async function releaseClaims(tx: Executor): Promise<void> {
  await tx.run(releaseAll, {});
}

type Progress = {
  no: number;
  locationNo: number | null;
  done: number;
  cursor: string | null;
  status: JobStatus;
  now: number;
  finishedAt: number | null;
};

const progress = statement<Progress, unknown>((db, p) =>
  db
    .updateTable('jobs')
    .set({
      cursor: p.cursor,
      status: p.status,
      done: sql<number>`done + ${p.done}`,
      turn: sql<number>`(${lastTurn(db, p.locationNo)}) + 1`,
      attempts: 0,
      problem: null,
      updated_at: p.now,
      finished_at: p.finishedAt,
    })
    .where('no', '=', p.no),
);

/** After a slice: its turn comes again behind the others. */
export async function moveJob(tx: Executor, job: Progress): Promise<void> {
  await tx.run(progress, job);
}

type Failure = { no: number; problem: string; now: number; nextAt: number };

const fail = statement<Failure, unknown>((db, p) =>
  db
    .updateTable('jobs')
    .set({
      attempts: sql<number>`attempts + 1`,
      problem: p.problem,
      next_at: p.nextAt,
      updated_at: p.now,
    })
    .where('no', '=', p.no),
);

export async function keepFailure(tx: Executor, failure: Failure): Promise<void> {
  await tx.run(fail, failure);
}

const byNo = statement<OfJob, JobRow>((db, p) =>
  db.selectFrom('jobs').selectAll().where('no', '=', p.no),
);

export async function selectJobByNo(executor: Executor, no: number): Promise<JobRow | undefined> {
  return (await executor.run(byNo, { no }))[0];
}

export type DueJob = Pick<JobRow, 'no' | 'kind' | 'location_no'>;
type Due = { by: string; now: number };

const nextOfInstallation = statement<Due, DueJob>((db, p) =>
  db
    .selectFrom('jobs')
    .select(['no', 'kind', 'location_no'])
    .where('location_no', 'is', null)
    .where('finished_at', 'is', null)
    .where('next_at', '<=', p.now)
    .where(isFree(p))
    .orderBy('turn')
    .limit(1),
);

const nextOfLocations = statement<Due & { after: number }, DueJob>((db, p) =>
  db
    .selectFrom('jobs')
    .select(['no', 'kind', 'location_no'])
    .where('location_no', '>', p.after)
    .where('finished_at', 'is', null)
    .where('next_at', '<=', p.now)
    .where(isFree(p))
    .orderBy('location_no')
    .orderBy('turn')
    .limit(1),
);

/** The next due job of the installation, or of the first location after one that has any. */
export async function selectDueJob(
  reader: Executor,
  due: Due & { after: number | null },
): Promise<DueJob | undefined> {
  const { after, ...rest } = due;
  return after === null
    ? (await reader.run(nextOfInstallation, rest))[0]
    : (await reader.run(nextOfLocations, { ...rest, after }))[0];
}

export type ListedJob = JobRow & { location_id: string | null };
/** `locationNo` null: of all locations and of the installation. */
export type JobFilter = {
  locationNo: number | null;
  kind: JobKindName | null;
  status: JobStatus | null;
  before: number | null;
  limit: number;
};

const listed = (reader: Executor) =>
  reader.db
    .selectFrom('jobs')
    .leftJoin('locations', 'locations.no', 'jobs.location_no')
    .selectAll('jobs')
    .select('locations.id as location_id');

/** Newest first. */
export async function selectJobs(reader: Executor, filter: JobFilter): Promise<ListedJob[]> {
  const { locationNo, kind, status, before, limit } = filter;
  let jobs = listed(reader).where(stillWanted());
  if (kind !== null) jobs = jobs.where('jobs.kind', '=', kind);
  if (locationNo !== null) jobs = jobs.where('jobs.location_no', '=', locationNo);
  if (status !== null) jobs = jobs.where('jobs.status', '=', status);
  if (before !== null) jobs = jobs.where('jobs.no', '<', before);
  return jobs.orderBy('jobs.no', 'desc').limit(limit).execute();
}

export async function selectJob(
  executor: Executor,
  { locationNo, id }: { locationNo: number | null; id: string },
): Promise<ListedJob | undefined> {
  const job = listed(executor).where('jobs.id', '=', id);
  return (
    locationNo === null ? job : job.where('jobs.location_no', '=', locationNo)
  ).executeTakeFirst();
}

export type OpenJobs = Pick<JobRow, 'kind' | 'status'> & { failing: number; jobs: number };

/** How many are not finished; apart those that failed the last time. */
export async function countOpenJobs(reader: Executor): Promise<OpenJobs[]> {
  return reader.db
    .selectFrom('jobs')
    .select((eb) => [
      'kind',
      'status',
      eb.case().when('attempts', '>', 0).then(1).else(0).end().as('failing'),
      eb.fn.countAll<number>().as('jobs'),
    ])
    .where(stillWanted())
    .where('finished_at', 'is', null)
    .groupBy(['kind', 'status', 'failing'])
    .execute();
}

/** Removes jobs that were finished before a time, at most `limit` of them; true when more may remain. */
export async function deleteFinishedJobs(
  tx: Executor,
  before: number,
  limit: number,
): Promise<boolean> {
  const old = await tx.db
    .deleteFrom('jobs')
    .where('no', 'in', (eb) =>
      eb
        .selectFrom('jobs')
        .select('no')
        .where('finished_at', 'is not', null)
        .where('finished_at', '<', before)
        .limit(limit),
    )
    .returning('no')
    .execute();
  return old.length === limit;
}
