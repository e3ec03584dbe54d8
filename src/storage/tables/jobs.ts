import type { Generated, Insertable, Selectable } from 'kysely';
import type { JobKindName } from '../../../contract/jobs/job-kinds.ts';
import type { JobStatus } from '../../../contract/jobs/operations.ts';

export interface JobTables {
  /** Work that goes on, slice by slice, and for a while what has come of it. */
  jobs: {
    no: Generated<number>;
    /** Null for the installation's. */
    location_no: number | null;
    id: string;
    kind: JobKindName;
    /** The id of what it is about. */
    subject_id: string | null;
    /** JSON: what its kind needs to know. */
    input: string;
    /** JSON: how far it has come, in the words of its kind; null at the beginning. */
    cursor: string | null;
    status: JobStatus;
    /** JSON: who asked for it, with the trace id of the request. */
    actor: string;
    done: Generated<number>;
    total: number | null;
    /** The process that works at it, until when; another one waits so long. */
    claimed_by: string | null;
    claimed_until: number | null;
    /** Among the open jobs of its location the lowest is next. */
    turn: number;
    /** Failures in a row, what the last one said, and when it is tried again. */
    attempts: Generated<number>;
    problem: string | null;
    next_at: Generated<number>;
    created_at: number;
    updated_at: number;
    finished_at: number | null;
  };
}

export type JobRow = Selectable<JobTables['jobs']>;
export type NewJobRow = Insertable<JobTables['jobs']>;
