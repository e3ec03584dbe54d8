import * as contacts from './contacts/operations.ts';
import * as events from './events/operations.ts';
import * as locations from './locations/operations.ts';
import type { Operation } from './operation.ts';
import * as integrations from './private-integrations/operations.ts';

/** Every operation, in the order of the documentation. */
export const operations: readonly Operation[] = [
  contacts.createContact,
  contacts.getContact,
  contacts.updateContact,
  contacts.deleteContact,
  contacts.upsertContact,
  contacts.getContacts,
  contacts.getDuplicateContact,
  locations.getLocation,
  locations.putLocation,
  integrations.createIntegration,
  integrations.listIntegrations,
  integrations.getIntegration,
  integrations.updateIntegration,
  integrations.rotateIntegration,
  integrations.cancelIntegrationRotation,
  integrations.revokeIntegration,
  events.listContactEvents,
  events.listEvents,
];
