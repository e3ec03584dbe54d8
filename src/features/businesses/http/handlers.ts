import type { OperationHandler } from '../../../access/operation-request.ts';
import { createBusinessHandler } from './create-business.ts';
import { deleteBusinessHandler } from './delete-business.ts';
import { getBusinessHandler } from './get-business.ts';
import { getBusinessesHandler } from './get-businesses-by-location.ts';
import { setContactsBusinessHandler } from './add-remove-contact-from-business.ts';
import { getContactsByBusinessHandler } from './get-contacts-by-business-id.ts';
import { updateBusinessHandler } from './update-business.ts';

export const businessHandlers: readonly OperationHandler[] = [
  createBusinessHandler,
  getBusinessHandler,
  getBusinessesHandler,
  updateBusinessHandler,
  deleteBusinessHandler,
  setContactsBusinessHandler,
  getContactsByBusinessHandler,
];
