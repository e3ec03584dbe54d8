import { getWorkflow as operation } from '../../../../contract/hooks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { readHook } from '../hooks.ts';
import { toHookWire } from '../hooks.wire.ts';

export const getWorkflowHandler = handles(operation, async (request, { engine }) => {
  const { location, params } = request;
  const of = { locationNo: location.no, kind: 'workflow', id: params.workflowId } as const;
  return { body: { workflow: toHookWire(await readHook(engine, of), location.id) } };
});
