import type { JobKindName } from '../../../contract/jobs/job-kinds.ts';
import type { CommandTools, Transaction } from '../../storage/engine.ts';

/** A job as its kind sees it: input and cursor are its own plain data. Location 0 is the installation. */
export type RunningJob<I, C> = {
  locationNo: number;
  /** Of what it is about; empty where there is nothing. */
  subjectId: string;
  input: I;
  cursor: C | null;
};

export type SliceTools = CommandTools & {
  /** Whether the slice has had its time: what is not done yet is for the next one. */
  isTimeUp(): boolean;
  /** What was done outside the transaction before it. */
  prepared: unknown;
};

/** What a slice has done: so many rows, and where the next one begins. */
export type Slice<C> = { done: number; more: boolean; cursor?: C };

export type JobKind<I extends object = object, C extends object = object> = {
  kind: JobKindName;
  /** Does some of the work, with its events, in one transaction; the actor is who asked for the job. */
  slice(tx: Transaction, job: RunningJob<I, C>, tools: SliceTools): Promise<Slice<C>>;
};

let kinds: ReadonlyMap<string, JobKind> = new Map();

/** Keeps the types of input and cursor; both are stored as JSON by this kind alone. */
export function defineJobKind<I extends object, C extends object = object>(
  kind: JobKind<I, C>,
): JobKind {
  return kind as unknown as JobKind;
}

/** Once, where the commands are listed. */
export function registerJobKinds(registered: readonly JobKind[]): void {
  kinds = new Map(registered.map((each) => [each.kind, each]));
}

export function jobKindOf(name: JobKindName): JobKind {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`no job kind named ${name}`);
  return kind;
}
