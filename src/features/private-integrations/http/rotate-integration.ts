import { rotateIntegration as operation } from '../../../../contract/private-integrations/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { rotateIntegration } from '../private-integrations.ts';
import { toIntegrationWire } from '../private-integrations.wire.ts';

export const rotateIntegrationHandler = handles(operation, async (request, { engine, limits }) => {
  const { location, params, body, call, context } = request;
  const overlapMs = body.expirePrevious === 'later' ? limits.rotationOverlapMs : 0;
  const { integrationId } = params;
  const outcome = await rotateIntegration(engine, location, integrationId, overlapMs, context);
  const { integration, token } = outcome.value;
  const wire = toIntegrationWire(integration, location.id, call.now);
  return { body: { integration: wire, token }, ...replayOf(outcome) };
});
