import { listIntegrations as operation } from '../../../../contract/private-integrations/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { listIntegrations } from '../private-integrations.ts';
import { toIntegrationWire } from '../private-integrations.wire.ts';

export const listIntegrationsHandler = handles(operation, async (request, { engine }) => {
  const { location, call } = request;
  const found = await listIntegrations(engine, location, request.signal());
  const integrations = found.map((each) => toIntegrationWire(each, location.id, call.now));
  return { body: { integrations, meta: { total: integrations.length } } };
});
