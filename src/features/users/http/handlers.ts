import type { OperationHandler } from '../../../access/operation-request.ts';
import type { SessionHandler } from '../../../access/session-request.ts';
import { acceptInvitationHandler } from './accept-invitation.ts';
import { changePasswordHandler } from './change-password.ts';
import { checkLinkHandler } from './check-link.ts';
import { createUserHandler } from './create-user.ts';
import { deleteUserHandler } from './delete-user.ts';
import { filterUsersByEmailHandler } from './filter-users-by-email.ts';
import { getUserByLocationHandler } from './get-user-by-location.ts';
import { getUserHandler } from './get-user.ts';
import { getSessionHandler } from './get-session.ts';
import { inviteUserHandler } from './invite-user.ts';
import { searchUsersHandler } from './search-users.ts';
import { setUpHandler } from './set-up.ts';
import { setUserActiveHandler } from './set-user-active.ts';
import { signInHandler } from './sign-in.ts';
import { signOutHandler } from './sign-out.ts';
import { signOutEverywhereHandler } from './sign-out-everywhere.ts';
import { updateUserHandler } from './update-user.ts';

export const userHandlers: readonly OperationHandler[] = [
  createUserHandler,
  getUserHandler,
  updateUserHandler,
  deleteUserHandler,
  inviteUserHandler,
  setUserActiveHandler,
  getUserByLocationHandler,
  searchUsersHandler,
  filterUsersByEmailHandler,
];

export const userSessionHandlers: readonly SessionHandler[] = [
  signInHandler,
  getSessionHandler,
  signOutHandler,
  signOutEverywhereHandler,
  changePasswordHandler,
  setUpHandler,
  checkLinkHandler,
  acceptInvitationHandler,
];
