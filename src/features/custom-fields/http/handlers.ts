import type { OperationHandler } from '../../../http/operation-request.ts';
import { createCustomFieldHandler } from './create-custom-field.ts';
import { deleteCustomFieldHandler } from './delete-custom-field.ts';
import { getCustomFieldHandler } from './get-custom-field.ts';
import { getCustomFieldsHandler } from './get-custom-fields.ts';
import { updateCustomFieldHandler } from './update-custom-field.ts';

export const customFieldHandlers: readonly OperationHandler[] = [
  createCustomFieldHandler,
  deleteCustomFieldHandler,
  getCustomFieldHandler,
  getCustomFieldsHandler,
  updateCustomFieldHandler,
];
