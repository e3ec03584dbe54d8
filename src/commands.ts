import {
  createContactCommand,
  deleteContactCommand,
  updateContactCommand,
  upsertContactCommand,
} from './features/contacts/contact-commands.ts';
import { forgetOldKeysCommand } from './features/idempotency/forget-old-keys.ts';
import {
  createLocationCommand,
  updateLocationCommand,
} from './features/locations/location-commands.ts';
import {
  cancelRotationCommand,
  createIntegrationCommand,
  recordLastUseCommand,
  revokeIntegrationCommand,
  rotateIntegrationCommand,
  updateIntegrationCommand,
} from './features/private-integrations/integration-commands.ts';
import { commandRegistry } from './storage/sqlite/group-writer.ts';

/** Every command, by name; loaded on the writer thread. */
export const commands = commandRegistry([
  createContactCommand,
  updateContactCommand,
  deleteContactCommand,
  upsertContactCommand,
  createLocationCommand,
  updateLocationCommand,
  createIntegrationCommand,
  updateIntegrationCommand,
  rotateIntegrationCommand,
  cancelRotationCommand,
  revokeIntegrationCommand,
  recordLastUseCommand,
  forgetOldKeysCommand,
]);
