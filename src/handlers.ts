import { createContactHandler } from './features/contacts/http/create-contact.ts';
import { deleteContactHandler } from './features/contacts/http/delete-contact.ts';
import { getContactHandler } from './features/contacts/http/get-contact.ts';
import { getContactsHandler } from './features/contacts/http/get-contacts.ts';
import { getDuplicateContactHandler } from './features/contacts/http/get-duplicate-contact.ts';
import { updateContactHandler } from './features/contacts/http/update-contact.ts';
import { upsertContactHandler } from './features/contacts/http/upsert-contact.ts';
import { listContactEventsHandler } from './features/events/http/list-contact-events.ts';
import { listEventsHandler } from './features/events/http/list-events.ts';
import { getLocationHandler } from './features/locations/http/get-location.ts';
import { putLocationHandler } from './features/locations/http/put-location.ts';
import { cancelIntegrationRotationHandler } from './features/private-integrations/http/cancel-integration-rotation.ts';
import { createIntegrationHandler } from './features/private-integrations/http/create-integration.ts';
import { getIntegrationHandler } from './features/private-integrations/http/get-integration.ts';
import { listIntegrationsHandler } from './features/private-integrations/http/list-integrations.ts';
import { revokeIntegrationHandler } from './features/private-integrations/http/revoke-integration.ts';
import { rotateIntegrationHandler } from './features/private-integrations/http/rotate-integration.ts';
import { updateIntegrationHandler } from './features/private-integrations/http/update-integration.ts';
import type { OperationHandler } from './http/operation-request.ts';

/** What answers each operation of the contract. */
export const handlers: readonly OperationHandler[] = [
  createContactHandler,
  deleteContactHandler,
  getContactHandler,
  getContactsHandler,
  getDuplicateContactHandler,
  updateContactHandler,
  upsertContactHandler,
  listContactEventsHandler,
  listEventsHandler,
  getLocationHandler,
  putLocationHandler,
  cancelIntegrationRotationHandler,
  createIntegrationHandler,
  getIntegrationHandler,
  listIntegrationsHandler,
  revokeIntegrationHandler,
  rotateIntegrationHandler,
  updateIntegrationHandler,
];
