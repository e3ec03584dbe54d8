import { randomUUID } from 'node:crypto';
import type { JobKindName } from '../../../contract/jobs/job-kinds.ts';
import { AppError } from '../../errors/app-error.ts';
import type { CommandContext, Engine } from '../../storage/engine.ts';
import {
  type StartedJob,
  keepFailureCommand,
  releaseClaimsCommand,
  runSliceCommand,
} from './job-commands.ts';
import { type DueJob, selectDueJob } from './jobs.store.ts';

export type JobRunner = {
  /**
   * Goes on with a job within the request that began it, for so long as one waits. Whether it is
   * finished: if not, also because a slice failed, the runner goes on with it.
   */
  finish(job: StartedJob, context: CommandContext): Promise<boolean>;
  /** Looks for jobs soon. */
  wake(): void;
  /** Goes on with all jobs that are due, until none is left. */
  run(): Promise<void>;
};

export type JobRunnerTools = {
  engine: Engine;
  /** For what the server does by itself: its own actor, the time now. */
  context(): CommandContext;
  /** Does outside the transaction what a slice of the kind then takes note of. */
  prepare: Partial<Record<JobKindName, () => Promise<unknown>>>;
  isStopping(): boolean;
  onFailure(error: unknown): void;
  /** So long a request waits. */
  waitMs: number;
  monotonicMs(): number;
};

/** Goes on with what requests left, and with what a crash cut off: a slice of each location in turn. */
export function createJobRunner(tools: JobRunnerTools): JobRunner {
  const { engine, context, prepare, isStopping, onFailure, monotonicMs } = tools;
  /** What claims are in the name of. */
  const by = randomUUID();
  let released = false;
  let current: Promise<void> | undefined;
  let isWoken = false;

  const runSlice = async ({ no, kind, location_no: locationNo }: DueJob): Promise<void> => {
    const turn = { locationNo: locationNo ?? 0, actorKey: '' };
    const inTurn = (): CommandContext => ({ ...context(), turn });
    try {
      const input = { locationNo, no, by, prepared: (await prepare[kind]?.()) ?? null };
      await engine.run(runSliceCommand, input, inTurn());
    } catch (error) {
      onFailure(error);
      const problem = error instanceof AppError ? error.publicMessage : String(error);
      await engine.run(keepFailureCommand, { locationNo, no, problem }, inTurn());
    }
  };

  /** A slice of one job of the installation and of each location; whether there was any. */
  const round = async (): Promise<boolean> => {
    let ran = false;
    for (let after: number | null | undefined = null; after !== undefined && !isStopping(); ) {
      const job: DueJob | undefined = await selectDueJob(engine.read, {
        by,
        now: context().now,
        after,
      });
      if (job) await runSlice(job);
      ran ||= job !== undefined;
      // From the installation to the first location, and from each to the next.
      after = after === null ? 0 : (job?.location_no ?? undefined);
    }
    return ran;
  };

  const goOn = async (): Promise<void> => {
    try {
      if (!released) await engine.run(releaseClaimsCommand, { locationNo: null }, context());
      released = true;
      while ((await round()) && !isStopping());
    } catch (error) {
      // Nothing can be written: the next time somebody wakes it.
      onFailure(error);
    }
  };

  const run = async (): Promise<void> => {
    isWoken = true;
    current ??= (async () => {
      while (isWoken && !isStopping()) {
        isWoken = false;
        await goOn();
      }
      current = undefined;
    })();
    await current;
  };

  const finishWithin = async (
    { locationNo, no }: StartedJob,
    { idempotency: _once, ...asked }: CommandContext,
  ): Promise<boolean> => {
    const input = { locationNo, no, by, prepared: null };
    const endMs = monotonicMs() + tools.waitMs;
    while (monotonicMs() < endMs) {
      const { value } = await engine.run(runSliceCommand, input, asked);
      if (value !== 'more') return value === 'done';
    }
    return false;
  };

  return {
    finish: async (job, asked) => {
      // A failure here is met again by the runner, which says so in the job: what began it is done.
      const isDone = await finishWithin(job, asked).catch(() => false);
      void run();
      return isDone;
    },
    wake: () => void run(),
    run,
  };
}
