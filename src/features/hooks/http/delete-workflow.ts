import { deleteWorkflow as operation } from '../../../../contract/hooks/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteHook } from '../hooks.ts';

export const deleteWorkflowHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  const of = { locationNo: location.no, kind: 'workflow', id: params.workflowId } as const;
  await deleteHook(engine, of, context);
  return { body: succeeded(call.version) };
});
