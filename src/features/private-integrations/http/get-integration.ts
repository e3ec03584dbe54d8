import { getIntegration as operation } from '../../../../contract/private-integrations/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getIntegration } from '../private-integrations.ts';
import { toIntegrationWire } from '../private-integrations.wire.ts';

export const getIntegrationHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call } = request;
  const found = await getIntegration(engine.read, location, params.integrationId);
  return { body: { integration: toIntegrationWire(found, location.id, call.now) } };
});
