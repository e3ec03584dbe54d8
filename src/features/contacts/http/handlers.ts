import type { OperationHandler } from '../../../http/operation-request.ts';
import { createContactHandler } from './create-contact.ts';
import { deleteContactHandler } from './delete-contact.ts';
import { getContactHandler } from './get-contact.ts';
import { getContactsHandler } from './get-contacts.ts';
import { getDuplicateContactHandler } from './get-duplicate-contact.ts';
import { putAdditionalHandler } from './put-additional-emails-and-phones.ts';
import { searchContactsHandler } from './search-contacts-advanced.ts';
import { updateContactHandler } from './update-contact.ts';
import { upsertContactHandler } from './upsert-contact.ts';

export const contactHandlers: readonly OperationHandler[] = [
  createContactHandler,
  deleteContactHandler,
  getContactHandler,
  getContactsHandler,
  getDuplicateContactHandler,
  putAdditionalHandler,
  searchContactsHandler,
  updateContactHandler,
  upsertContactHandler,
];
