import { createWorkflow as operation } from '../../../../contract/hooks/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { createHook, toHookChange } from '../hooks.ts';
import { toHookWire } from '../hooks.wire.ts';

export const createWorkflowHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, body, context } = request;
    const of = { locationNo: location.no, kind: 'workflow' } as const;
    const outcome = await createHook(engine, of, toHookChange(body), context);
    return {
      body: { workflow: toHookWire(outcome.value, location.id) },
      ...replayOf(outcome),
    };
  },
  toHookChange,
);
