import type { OperationHandler } from '../../../access/operation-request.ts';
import { createUserHandler } from './create-user.ts';
import { deleteUserHandler } from './delete-user.ts';
import { filterUsersByEmailHandler } from './filter-users-by-email.ts';
import { getUserByLocationHandler } from './get-user-by-location.ts';
import { getUserHandler } from './get-user.ts';
import { searchUsersHandler } from './search-users.ts';
import { updateUserHandler } from './update-user.ts';

export const userHandlers: readonly OperationHandler[] = [
  createUserHandler,
  getUserHandler,
  updateUserHandler,
  deleteUserHandler,
  getUserByLocationHandler,
  searchUsersHandler,
  filterUsersByEmailHandler,
];
