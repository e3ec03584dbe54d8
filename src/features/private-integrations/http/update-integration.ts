import { updateIntegration as operation } from '../../../../contract/private-integrations/operations.ts';
import { checkGiven, handles } from '../../../access/operation-request.ts';
import { updateIntegration } from '../private-integrations.ts';
import { toIntegrationWire } from '../private-integrations.wire.ts';

export const updateIntegrationHandler = handles(operation, async (request, { engine }) => {
  const { location, params, body, call, context } = request;
  checkGiven(call, body.scopes);
  const { integrationId } = params;
  const changed = await updateIntegration(engine, location, integrationId, body, context);
  return { body: { integration: toIntegrationWire(changed, location.id, call.now) } };
});
