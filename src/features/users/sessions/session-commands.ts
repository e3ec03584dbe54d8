import { errors } from '../../../errors/catalogue.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../../storage/engine.ts';
import { selectSignIn } from '../users.store.ts';
import { mostSessions, sessionIdleMs, sessionMs } from './session-times.ts';
import {
  deleteEndedSessions,
  deleteSession,
  deleteSessionsOf,
  insertSession,
  keepNewestSessions,
  setSessionUsed,
} from './sessions.store.ts';
import { deleteEndedLinks } from './user-links.store.ts';

/** What a new session is begun with; as plain data. */
export type SessionStart = {
  hash: Uint8Array;
  /** Of the session that the client had until now, which ends. */
  formerHash: Uint8Array | null;
  address: string;
  userAgent: string;
};

/** In the transaction of what makes somebody signed in. */
export async function beginSession(
  tx: Transaction,
  userNo: number,
  start: SessionStart,
  now: number,
): Promise<void> {
  if (start.formerHash) await deleteSession(tx, start.formerHash);
  const { hash, address, userAgent } = start;
  const idleEndsAt = now + sessionIdleMs;
  const endsAt = now + sessionMs;
  await insertSession(tx, { hash, userNo, now, idleEndsAt, endsAt, address, userAgent });
  await keepNewestSessions(tx, userNo, mostSessions);
}

type SignInInput = {
  locationNo: null;
  emailKey: string;
  /** The hash that the password was compared with: it may have changed since. */
  passwordHash: string;
  start: SessionStart;
};

/** Who signs in is no change: no event. Throws `sign_in_refused`. */
export const signInCommand = defineCommand({
  name: 'sessions.sign-in',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: SignInInput, { now }: CommandTools): Promise<null> => {
    const user = await selectSignIn(tx, input.emailKey);
    if (!user || user.deactivated_at !== null || user.password_hash !== input.passwordHash) {
      throw errors.signInRefused();
    }
    await beginSession(tx, user.no, input.start, now);
    return null;
  },
});

/** How many it ended: one, or none where it had ended already. */
export const signOutCommand = defineCommand({
  name: 'sessions.sign-out',
  whenFull: 'goes on',
  run: (tx: Transaction, { hash }: { locationNo: null; hash: Uint8Array }): Promise<number> =>
    deleteSession(tx, hash),
});

export const signOutEverywhereCommand = defineCommand({
  name: 'sessions.sign-out-everywhere',
  whenFull: 'goes on',
  run: (tx: Transaction, { userNo }: { locationNo: null; userNo: number }): Promise<number> =>
    deleteSessionsOf(tx, userNo),
});

type SessionUsesInput = { locationNo: null; uses: readonly { no: number; at: number }[] };

/** Bookkeeping, not a change: no event. */
export const recordSessionUsesCommand = defineCommand({
  name: 'sessions.record-uses',
  whenFull: 'goes on',
  run: async (tx: Transaction, { uses }: SessionUsesInput): Promise<null> => {
    for (const { no, at } of uses) {
      await setSessionUsed(tx, { no, at, idleEndsAt: at + sessionIdleMs });
    }
    return null;
  },
});

const sliceSize = 500;

/** Removes one slice of sessions and links that have ended; true when more may remain. */
export const forgetEndedSessionsCommand = defineCommand({
  name: 'sessions.forget-ended',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    _input: { locationNo: null },
    { now }: CommandTools,
  ): Promise<boolean> => {
    const moreSessions = await deleteEndedSessions(tx, now, sliceSize);
    const moreLinks = await deleteEndedLinks(tx, now, sliceSize);
    return moreSessions || moreLinks;
  },
});

/** Loaded on the writer thread. */
export const sessionCommands = [
  signInCommand,
  signOutCommand,
  signOutEverywhereCommand,
  recordSessionUsesCommand,
  forgetEndedSessionsCommand,
] as const;
