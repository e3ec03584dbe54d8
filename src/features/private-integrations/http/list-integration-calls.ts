import { listIntegrationCalls as operation } from '../../../../contract/private-integrations/operations.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { listCalls } from '../integration-calls.ts';
import { toCallWire } from '../private-integrations.wire.ts';

export const listIntegrationCallsHandler = handles(operation, async (request, deps) => {
  const { location, params, query, call } = request;
  const { engine, limits } = deps;
  const bounds = { fallback: limits.listDefault, maximum: limits.listMaximum };
  const limit = limitOf(query.limit, bounds, call);
  const asked = { id: params.integrationId, after: query.after, limit };
  const { calls, more, nextCursor } = await listCalls(engine.read, location, asked);
  const { integrationId } = params;
  const meta = { nextCursor, more };
  return { body: { integrationId, calls: calls.map(toCallWire), meta } };
});
