import type { OperationHandler } from '../../../access/operation-request.ts';
import type { SessionHandler } from '../../../access/session-request.ts';
import { checkLinkHandler } from './check-link.ts';
import { createUserHandler } from './create-user.ts';
import { deleteUserHandler } from './delete-user.ts';
import { filterUsersByEmailHandler } from './filter-users-by-email.ts';
import { getUserByLocationHandler } from './get-user-by-location.ts';
import { getUserHandler } from './get-user.ts';
import { getSessionHandler } from './get-session.ts';
import { searchUsersHandler } from './search-users.ts';
import { setUpHandler } from './set-up.ts';
import { signInHandler } from './sign-in.ts';
import { signOutHandler } from './sign-out.ts';
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

export const userSessionHandlers: readonly SessionHandler[] = [
  signInHandler,
  getSessionHandler,
  signOutHandler,
  setUpHandler,
  checkLinkHandler,
];
