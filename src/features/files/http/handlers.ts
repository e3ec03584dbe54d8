import type { OperationHandler } from '../../../access/operation-request.ts';
import { getFileHandler } from './get-file.ts';
import { uploadFileCustomFieldsHandler } from './upload-file-custom-fields.ts';

export const fileHandlers: readonly OperationHandler[] = [
  uploadFileCustomFieldsHandler,
  getFileHandler,
];
