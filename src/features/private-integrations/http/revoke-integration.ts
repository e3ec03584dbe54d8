import { revokeIntegration as operation } from '../../../../contract/private-integrations/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { revokeIntegration } from '../private-integrations.ts';
import { toIntegrationWire } from '../private-integrations.wire.ts';

export const revokeIntegrationHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  const revoked = await revokeIntegration(engine, location, params.integrationId, context);
  return { body: { integration: toIntegrationWire(revoked, location.id, call.now) } };
});
