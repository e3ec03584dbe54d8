import type { OperationHandler } from '../../../access/operation-request.ts';
import { cancelIntegrationRotationHandler } from './cancel-integration-rotation.ts';
import { createIntegrationHandler } from './create-integration.ts';
import { deleteIntegrationHandler } from './delete-integration.ts';
import { getIntegrationHandler } from './get-integration.ts';
import { listIntegrationCallsHandler } from './list-integration-calls.ts';
import { listIntegrationsHandler } from './list-integrations.ts';
import { revokeIntegrationHandler } from './revoke-integration.ts';
import { rotateIntegrationHandler } from './rotate-integration.ts';
import { updateIntegrationHandler } from './update-integration.ts';

export const integrationHandlers: readonly OperationHandler[] = [
  cancelIntegrationRotationHandler,
  createIntegrationHandler,
  deleteIntegrationHandler,
  getIntegrationHandler,
  listIntegrationCallsHandler,
  listIntegrationsHandler,
  revokeIntegrationHandler,
  rotateIntegrationHandler,
  updateIntegrationHandler,
];
