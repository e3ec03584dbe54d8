import { deleteWorkflow as operation } from '../../../../contract/hooks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { replyWithJob } from '../../jobs/http/reply-with-job.ts';
import { deleteHook } from '../hooks.ts';

export const deleteWorkflowHandler = handles(operation, async (request, deps) => {
  const { location, params, context } = request;
  const of = { locationNo: location.no, kind: 'workflow', id: params.workflowId } as const;
  return replyWithJob(request, deps, await deleteHook(deps.engine, of, context));
});
