import { deleteIntegration as operation } from '../../../../contract/private-integrations/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteIntegration } from '../private-integrations.ts';

export const deleteIntegrationHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  await deleteIntegration(engine, location, params.integrationId, context);
  return { body: succeeded(call.version) };
});
