import { type ReplySchema, bothSpellings, sameInBoth } from '../operation.ts';
import { reply } from '../primitives.ts';
import { Job } from './operations.ts';

/** Of 202: done as far as anyone sees; the job goes on with the rest. */
export const acceptedReply: ReplySchema = sameInBoth(reply({ ...bothSpellings, job: Job }));
