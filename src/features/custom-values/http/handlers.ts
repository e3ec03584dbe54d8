import type { OperationHandler } from '../../../access/operation-request.ts';
import { createCustomValueHandler } from './create-custom-value.ts';
import { deleteCustomValueHandler } from './delete-custom-value.ts';
import { getCustomValueHandler } from './get-custom-value.ts';
import { getCustomValuesHandler } from './get-custom-values.ts';
import { updateCustomValueHandler } from './update-custom-value.ts';

export const customValueHandlers: readonly OperationHandler[] = [
  getCustomValuesHandler,
  createCustomValueHandler,
  getCustomValueHandler,
  updateCustomValueHandler,
  deleteCustomValueHandler,
];
