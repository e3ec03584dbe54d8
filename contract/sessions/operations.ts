import Type from 'typebox';
import { type SessionOperation, defineSessionOperation, sameInBoth } from '../operation.ts';
import { Text, reply } from '../primitives.ts';
import { roles } from '../roles.ts';
import { password, userRequired } from '../users/user-schemas.ts';

const DateTime = Type.String({ format: 'date-time' });
const key = Type.String({ maxLength: 100, description: 'What follows # in the link' });
/** Of a password that is compared, not set: its rule shows nowhere. */
const sentPassword = Text(200);

const sessionReply = sameInBoth(
  reply({
    user: Type.Object({
      id: Type.String(),
      name: Type.String(),
      firstName: Type.String(),
      lastName: Type.String(),
      email: Type.String(),
      role: Type.Enum([...roles]),
    }),
    locations: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
      description: 'The first 100 that the user reaches, oldest first',
    }),
    meta: Type.Object({ total: Type.Number({ description: 'Of all locations' }) }),
    scopes: Type.Array(Type.String()),
    expiresAt: DateTime,
    serverUrl: Type.String({ description: 'What clients of the API are set to' }),
  }),
);

const base = { tag: 'Session' };
const ofAnyone = { ...base, opensTo: 'anyone' as const };
const ofSignedIn = { ...base, opensTo: 'signed-in' as const };

export const signIn = defineSessionOperation({
  ...ofAnyone,
  id: 'sign-in',
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in with e-mail and password; the session is in the cookie',
  body: Type.Object({ email: Text(320), password: sentPassword }),
  secretBody: true,
  success: 201,
  reply: sessionReply,
});

export const getSession = defineSessionOperation({
  ...ofSignedIn,
  id: 'get-session',
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, and what the session may do',
  success: 200,
  reply: sessionReply,
});

export const signOut = defineSessionOperation({
  ...ofSignedIn,
  id: 'sign-out',
  method: 'DELETE',
  path: '/api/session',
  summary: 'End this session',
  success: 200,
  reply: sameInBoth(reply({ ended: Type.Number() })),
});

export const signOutEverywhere = defineSessionOperation({
  ...ofSignedIn,
  id: 'sign-out-everywhere',
  method: 'DELETE',
  path: '/api/sessions',
  summary: 'End all sessions of the user, this one too',
  success: 200,
  reply: sameInBoth(reply({ ended: Type.Number() })),
});

export const changePassword = defineSessionOperation({
  ...ofSignedIn,
  id: 'change-password',
  method: 'PUT',
  path: '/api/session/password',
  summary: 'Change the own password; the other sessions of the user end',
  body: Type.Object({ password: sentPassword, newPassword: password }),
  secretBody: true,
  success: 200,
  reply: sameInBoth(reply({ ended: Type.Number({ description: 'Other sessions' }) })),
});

export const acceptInvitation = defineSessionOperation({
  ...ofAnyone,
  id: 'accept-invitation',
  method: 'POST',
  path: '/api/invitations/accept',
  summary: 'Set the password with the key of a link that invites or resets, and sign in',
  body: Type.Object({ key, password }),
  secretBody: true,
  success: 201,
  reply: sessionReply,
});

export const setUp = defineSessionOperation({
  ...ofAnyone,
  id: 'set-up',
  method: 'POST',
  path: '/api/setup',
  summary: 'Make the first owner with the key of the link that the server printed, and sign in',
  body: Type.Object({
    key,
    firstName: userRequired.firstName,
    lastName: userRequired.lastName,
    email: userRequired.email,
    password,
  }),
  secretBody: true,
  success: 201,
  reply: sessionReply,
});

export const checkLink = defineSessionOperation({
  ...ofAnyone,
  id: 'check-link',
  method: 'POST',
  path: '/api/setup/check',
  summary: 'What a link is for and whether it still works; changes nothing',
  body: Type.Object({ key }),
  reads: true,
  secretBody: true,
  success: 200,
  reply: sameInBoth(
    reply({
      link: Type.Object({
        kind: Type.Enum(['owner', 'invite', 'reset']),
        state: Type.Enum(['open', 'used', 'ended']),
        expiresAt: DateTime,
        email: Type.Union([Type.String(), Type.Null()]),
        name: Type.Union([Type.String(), Type.Null()]),
      }),
    }),
  ),
});

export const sessionOperations: readonly SessionOperation[] = [
  signIn,
  getSession,
  signOut,
  signOutEverywhere,
  changePassword,
  setUp,
  checkLink,
  acceptInvitation,
];
