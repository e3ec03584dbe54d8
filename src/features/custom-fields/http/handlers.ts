import type { OperationHandler } from '../../../access/operation-request.ts';
import { createCustomFieldHandler } from './create-custom-field.ts';
import { deleteCustomFieldHandler } from './delete-custom-field.ts';
import { getCustomFieldHandler } from './get-custom-field.ts';
import { getCustomFieldsHandler } from './get-custom-fields.ts';
import { updateCustomFieldHandler } from './update-custom-field.ts';
import { getCustomFieldByIdHandler } from './get-custom-field-by-id.ts';
import { getCustomFieldsByObjectKeyHandler } from './get-custom-fields-by-object-key.ts';
import { createObjectFieldHandler } from './create-object-field.ts';
import { updateObjectFieldHandler } from './update-object-field.ts';
import { deleteObjectFieldHandler } from './delete-object-field.ts';
import { createCustomFieldFolderHandler } from './create-custom-field-folder.ts';
import { updateCustomFieldFolderHandler } from './update-custom-field-folder.ts';
import { deleteCustomFieldFolderHandler } from './delete-custom-field-folder.ts';

export const customFieldHandlers: readonly OperationHandler[] = [
  createCustomFieldHandler,
  deleteCustomFieldHandler,
  getCustomFieldHandler,
  getCustomFieldsHandler,
  updateCustomFieldHandler,
  getCustomFieldByIdHandler,
  getCustomFieldsByObjectKeyHandler,
  createObjectFieldHandler,
  updateObjectFieldHandler,
  deleteObjectFieldHandler,
  createCustomFieldFolderHandler,
  updateCustomFieldFolderHandler,
  deleteCustomFieldFolderHandler,
];
