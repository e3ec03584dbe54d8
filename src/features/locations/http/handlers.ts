import type { OperationHandler } from '../../../http/operation-request.ts';
import { getLocationHandler } from './get-location.ts';
import { putLocationHandler } from './put-location.ts';

export const locationHandlers: readonly OperationHandler[] = [
  getLocationHandler,
  putLocationHandler,
];
