import type { OperationHandler } from '../../../access/operation-request.ts';
import { countSmartListHandler } from './count-smart-list.ts';
import { createSmartListHandler } from './create-smart-list.ts';
import { deleteSmartListHandler } from './delete-smart-list.ts';
import { getSmartListHandler } from './get-smart-list.ts';
import { listSmartListChangesHandler } from './list-smart-list-changes.ts';
import { listSmartListContactsHandler } from './list-smart-list-contacts.ts';
import { listSmartListsHandler } from './list-smart-lists.ts';
import { updateSmartListHandler } from './update-smart-list.ts';

export const smartListHandlers: readonly OperationHandler[] = [
  createSmartListHandler,
  listSmartListsHandler,
  getSmartListHandler,
  updateSmartListHandler,
  deleteSmartListHandler,
  listSmartListContactsHandler,
  countSmartListHandler,
  listSmartListChangesHandler,
];
