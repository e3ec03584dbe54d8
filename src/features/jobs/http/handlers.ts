import type { OperationHandler } from '../../../access/operation-request.ts';
import { cancelJobHandler } from './cancel-job.ts';
import { getJobHandler } from './get-job.ts';
import { listJobsHandler } from './list-jobs.ts';

export const jobHandlers: readonly OperationHandler[] = [
  listJobsHandler,
  getJobHandler,
  cancelJobHandler,
];
