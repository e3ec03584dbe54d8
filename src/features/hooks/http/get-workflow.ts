import { getWorkflows as operation } from '../../../../contract/hooks/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { listHooksQuery } from '../hooks.ts';
import { toHookWire } from '../hooks.wire.ts';

export const getWorkflowsHandler = handles(operation, async (request, { engine }) => {
  const { location, signal } = request;
  const of = { locationNo: location.no, kind: 'workflow', status: null } as const;
  const hooks = await engine.query(listHooksQuery, of, { signal: signal() });
  const workflows = hooks.map((hook) => toHookWire(hook, location.id));
  return { body: { workflows, meta: { total: hooks.length } } };
});
