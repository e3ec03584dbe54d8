import { updateWorkflow as operation } from '../../../../contract/hooks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { toHookChange, updateHook } from '../hooks.ts';
import { toHookWire } from '../hooks.wire.ts';

export const updateWorkflowHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, params, body, context } = request;
    const of = { locationNo: location.no, kind: 'workflow', id: params.workflowId } as const;
    const hook = await updateHook(engine, of, toHookChange(body), context);
    return { body: { workflow: toHookWire(hook, location.id) } };
  },
  toHookChange,
);
