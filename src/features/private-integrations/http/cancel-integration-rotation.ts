import { cancelIntegrationRotation as operation } from '../../../../contract/private-integrations/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { cancelRotation } from '../private-integrations.ts';
import { toIntegrationWire } from '../private-integrations.wire.ts';

export const cancelIntegrationRotationHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  const outcome = await cancelRotation(engine, location, params.integrationId, context);
  const wire = toIntegrationWire(outcome.value, location.id, call.now);
  return { body: { integration: wire }, ...replayOf(outcome) };
});
