import { hashedAtOnce, hashesThatWait } from '../../src/features/users/password.ts';
import {
  inviteLinkMs,
  mostSessions,
  ownerLinkMs,
  sessionIdleMs,
  sessionMs,
} from '../../src/features/users/sessions/session-times.ts';
import {
  forgetTriesMs,
  freeTriesAtUser,
  freeTriesOfAddress,
  freeTriesOfUser,
  longestHoldMs,
  longestWaitMs,
} from '../../src/features/users/sessions/sign-in-brake.ts';
import { type LimitGroup, count, time } from './limit.ts';

/** Of people who sign in. */
export const sessionLimits: LimitGroup = {
  title: 'Signing in',
  limits: [
    {
      what: 'session without use, with any',
      bound: `${time(sessionIdleMs)}, ${time(sessionMs)}`,
      beyond: '401 `session_missing`',
    },
    { what: 'sessions of a user', bound: count(mostSessions), beyond: 'the oldest ones end' },
    {
      what: 'link that makes the owner or resets the password, that invites',
      bound: `${time(ownerLinkMs)}, ${time(inviteLinkMs)}; once`,
      beyond: '410 `link_invalid`',
    },
    {
      what: 'failed tries at a user from one address, at anybody from one address',
      bound: `${freeTriesOfUser}, ${freeTriesOfAddress}; forgotten after ${time(forgetTriesMs)}`,
      beyond: `429 \`sign_in_slowed\`, for 1 s and ever longer, to ${time(longestWaitMs)}`,
    },
    {
      what: 'failed tries at a user, from everywhere',
      bound: count(freeTriesAtUser),
      beyond: `each is kept for a moment, to ${time(longestHoldMs)}; none is refused for it`,
    },
    {
      what: 'passwords hashed at once',
      bound: count(hashedAtOnce),
      beyond: `${hashesThatWait} wait in turns by address; then 503 \`unavailable\``,
    },
  ],
};
