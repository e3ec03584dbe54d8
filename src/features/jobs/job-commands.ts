import { performance } from 'node:perf_hooks';
import { type JobKindName, cancelEventOf } from '../../../contract/jobs/job-kinds.ts';
import { errors } from '../../errors/catalogue.ts';
import type { Actor } from '../../lib/actor.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import { recordEvent } from '../events/events.ts';
import { jobKindOf } from './job.ts';
import {
  claimJob,
  deleteFinishedJobs,
  hasOpenJob,
  insertJob,
  keepFailure,
  moveJob,
  releaseClaims,
  selectJob,
  selectJobByNo,
  selectOpenJobs,
} from './jobs.store.ts';

export type JobStart = {
  /** Null for the installation's. */
  locationNo: number | null;
  kind: JobKindName;
  subjectId: string | null;
  input: object;
  total?: number;
};

/** Where a job is found, as plain data. */
export type StartedJob = { locationNo: number | null; no: number; id: string };

/** Begins a job in the transaction of what makes it necessary; its actor is who did that. */
export async function startJob(
  tx: Transaction,
  { locationNo, kind, subjectId, input, total }: JobStart,
  tools: CommandTools,
): Promise<StartedJob> {
  const id = tools.newId();
  const no = await insertJob(tx, {
    locationNo,
    id,
    kind,
    subjectId,
    input: JSON.stringify(input),
    actor: JSON.stringify({ ...tools.actor, traceId: tools.traceId }),
    total: total ?? null,
    now: tools.now,
  });
  return { locationNo, no, id };
}

/** A job of the installation that takes whatever waits for it: one is enough. */
export async function startJobOnce(
  tx: Transaction,
  kind: JobKindName,
  tools: CommandTools,
): Promise<void> {
  if (await hasOpenJob(tx, kind)) return;
  await startJob(tx, { locationNo: null, kind, subjectId: null, input: {} }, tools);
}

/** What the open jobs of a kind are about, in a location. */
export async function findOpenJobs(
  tx: Transaction,
  of: { locationNo: number; kind: JobKindName },
): Promise<{ subjectId: string | null; input: unknown }[]> {
  const open = await selectOpenJobs(tx, of);
  return open.map(({ subject_id, input }) => ({
    subjectId: subject_id,
    input: JSON.parse(input) as unknown,
  }));
}

/** Longer than a slice with what is done before it; another process waits so long for a crashed one. */
const claimMs = 60_000;
/** Of the writer, which all wait for. */
const sliceMs = 8;

type SliceInput = { locationNo: number | null; no: number; by: string; prepared: unknown };

/** What has come of a slice: there is more, it was the last, or another process is at the job. */
export type SliceOutcome = 'more' | 'done' | 'held';

/** The next slice of a job, in the name of who asked for it. */
export const runSliceCommand = defineCommand({
  name: 'jobs.run-slice',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: SliceInput, tools: CommandTools): Promise<SliceOutcome> => {
    const { no, by, prepared } = input;
    const { now } = tools;
    const job = await claimJob(tx, { no, by, until: now + claimMs, now });
    if (!job) return (await selectJobByNo(tx, no))?.finished_at === null ? 'held' : 'done';
    // Both were written by `startJob` and by the kind's slices, and nowhere else.
    const { traceId, ...actor } = JSON.parse(job.actor) as Actor & { traceId: string };
    const cursor = job.cursor === null ? null : (JSON.parse(job.cursor) as object);
    const running = {
      locationNo: job.location_no ?? 0,
      subjectId: job.subject_id ?? '',
      input: JSON.parse(job.input) as object,
      cursor,
    };
    const endMs = performance.now() + sliceMs;
    const slice = await jobKindOf(job.kind).slice(tx, running, {
      ...tools,
      actor,
      traceId,
      prepared,
      isTimeUp: () => performance.now() > endMs,
    });
    await moveJob(tx, {
      no,
      locationNo: job.location_no,
      done: slice.done,
      cursor: slice.cursor ? JSON.stringify(slice.cursor) : job.cursor,
      status: slice.more ? 'running' : 'done',
      now,
      finishedAt: slice.more ? null : now,
    });
    return slice.more ? 'more' : 'done';
  },
});

const firstDelayMs = 5000;
const lastDelayMs = 3_600_000;

/** Says why a job does not go on, and when it is tried again: ever later, to an hour. */
export const keepFailureCommand = defineCommand({
  name: 'jobs.keep-failure',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    { no, problem }: { locationNo: number | null; no: number; problem: string },
    { now }: CommandTools,
  ): Promise<null> => {
    const job = await selectJobByNo(tx, no);
    if (!job) return null;
    const delayMs = Math.min(lastDelayMs, firstDelayMs * 2 ** Math.min(job.attempts, 20));
    await keepFailure(tx, { no, problem, now, nextAt: now + delayMs });
    return null;
  },
});

/** What is done stays done; a job that is finished stays as it is. */
export const cancelJobCommand = defineCommand({
  name: 'jobs.cancel',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    of: { locationNo: number | null; id: string },
    tools: CommandTools,
  ): Promise<null> => {
    const job = await selectJob(tx, of);
    if (!job) throw errors.recordNotFound('Job', of.id);
    const type = cancelEventOf(job.kind);
    if (!type) throw errors.jobNotCancellable(job.kind);
    if (job.finished_at !== null) return null;
    const { no, location_no: locationNo, cursor, subject_id: subjectId } = job;
    const { now } = tools;
    const ended = { status: 'cancelled', now, finishedAt: now } as const;
    await moveJob(tx, { no, locationNo, done: 0, cursor, ...ended });
    const after = JSON.stringify({ jobId: job.id, done: job.done });
    const recordId = subjectId ?? job.id;
    await recordEvent(tx, { locationNo, type, recordId, before: null, after }, tools);
    return null;
  },
});

/** At the start of a server that has the database for itself: a crashed one may have held claims. */
export const releaseClaimsCommand = defineCommand({
  name: 'jobs.release-claims',
  whenFull: 'goes on',
  run: async (tx: Transaction, _input: { locationNo: null }): Promise<null> => {
    await releaseClaims(tx);
    return null;
  },
});

/** A finished job is shown so long. */
export const keepJobsMs = 30 * 24 * 3_600_000;
const sliceOfJobs = 500;

/** Removes one slice of jobs that were finished long ago; true when more may remain. */
export const forgetOldJobsCommand = defineCommand({
  name: 'jobs.forget-old',
  whenFull: 'goes on',
  run: (tx: Transaction, _input: { locationNo: null }, { now }: CommandTools): Promise<boolean> =>
    deleteFinishedJobs(tx, now - keepJobsMs, sliceOfJobs),
});

/** Loaded on the writer thread. */
export const jobCommands = [
  runSliceCommand,
  keepFailureCommand,
  cancelJobCommand,
  releaseClaimsCommand,
  forgetOldJobsCommand,
] as const;
