import { createIntegration as operation } from '../../../../contract/private-integrations/operations.ts';
import { checkGiven, handles, replayOf } from '../../../access/operation-request.ts';
import { createIntegration } from '../private-integrations.ts';
import { toIntegrationWire } from '../private-integrations.wire.ts';

export const createIntegrationHandler = handles(operation, async (request, { engine }) => {
  const { location, body, call, context } = request;
  checkGiven(call, body.scopes);
  const outcome = await createIntegration(engine, location, body, context);
  const { integration, token } = outcome.value;
  const wire = toIntegrationWire(integration, location.id, call.now);
  return { body: { integration: wire, token }, ...replayOf(outcome) };
});
