import { cancelEventOf } from '../../../contract/jobs/job-kinds.ts';
import { type ActorReader, actorShownTo } from '../../lib/actor.ts';
import { toIsoTime } from '../../lib/iso-time.ts';
import type { ListedJob } from './jobs.ts';

export function toJobWire(job: ListedJob, reader: ActorReader): object {
  const isOpen = job.finished_at === null;
  return {
    id: job.id,
    kind: job.kind,
    status: job.status,
    locationId: job.location_id,
    subjectId: job.subject_id,
    startedBy: JSON.parse(actorShownTo(reader, job.actor)) as object,
    done: job.done,
    total: job.total,
    problem:
      job.problem === null
        ? null
        : {
            message: job.problem,
            attempts: job.attempts,
            nextAttemptAt: toIsoTime(job.next_at),
          },
    canCancel: isOpen && cancelEventOf(job.kind) !== null,
    createdAt: toIsoTime(job.created_at),
    updatedAt: toIsoTime(job.updated_at),
    finishedAt: job.finished_at === null ? null : toIsoTime(job.finished_at),
  };
}
