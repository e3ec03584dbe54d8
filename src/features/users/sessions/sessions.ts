import { errors } from '../../../errors/catalogue.ts';
import { emailKey } from '../../../lib/email.ts';
import { createRandomKey, keyHashOf } from '../../../lib/random-key.ts';
import { shorten } from '../../../lib/text.ts';
import type { CommandContext, Engine, Executor } from '../../../storage/engine.ts';
import type { Passwords } from '../password.ts';
import { selectSignIn } from '../users.store.ts';
import type { Session } from './session-callers.ts';
import {
  type SessionStart,
  signInCommand,
  signOutCommand,
  signOutEverywhereCommand,
} from './session-commands.ts';
import { countReached, selectAllReached, selectFirstLocations } from './sessions.store.ts';
import type { SignInBrake } from './sign-in-brake.ts';

/** Where somebody signs in from. */
export type Origin = { address: string; userAgent: string; formerHash: Uint8Array | null };

/** The token is in the cookie and nowhere else afterwards. */
export function newSession({ address, userAgent, formerHash }: Origin): {
  token: string;
  start: SessionStart;
} {
  const token = createRandomKey();
  const made = keyHashOf(token);
  if (!made) throw new Error('a token that is none');
  const shown = { address: shorten(address, 100), userAgent: shorten(userAgent, 300) };
  return { token, start: { hash: made.hash, formerHash, ...shown } };
}

export type SignInTools = {
  engine: Engine;
  passwords: Passwords;
  brake: SignInBrake;
  monotonicMs(): number;
  wait(ms: number): Promise<void>;
};

/**
 * Takes as long whether there is such a user or not. Throws `sign_in_refused`, `sign_in_slowed`, or
 * `unavailable`.
 */
export async function signIn(
  { engine, passwords, brake, monotonicMs, wait }: SignInTools,
  { email, password }: { email: string; password: string },
  start: SessionStart,
  context: CommandContext,
): Promise<void> {
  const attempt = { address: start.address, email };
  const { waitMs, holdMs } = brake.enter(attempt, monotonicMs());
  if (waitMs > 0) throw errors.signInSlowed(Math.ceil(waitMs / 1000));
  if (holdMs > 0) await wait(holdMs);
  const key = emailKey(email);
  const user = await selectSignIn(engine.read, key);
  const turn = { locationNo: 0, actorKey: `address:${start.address}` };
  const right = await passwords.verify(password, user?.password_hash, turn);
  if (!user || !right) throw errors.signInRefused();
  const { password_hash: passwordHash } = user;
  const command = { locationNo: null, emailKey: key, passwordHash, start };
  await engine.run(signInCommand, command, context);
  brake.succeeded(attempt);
}

export async function signOut(
  engine: Engine,
  hash: Uint8Array,
  context: CommandContext,
): Promise<number> {
  return (await engine.run(signOutCommand, { locationNo: null, hash }, context)).value;
}

/** How many sessions of the user it ended. */
export async function signOutEverywhere(
  engine: Engine,
  { userNo }: Session,
  context: CommandContext,
): Promise<number> {
  return (await engine.run(signOutEverywhereCommand, { locationNo: null, userNo }, context)).value;
}

const shownLocations = 100;

/** The first locations that a session reaches, and how many there are. */
export async function reachOf(
  reader: Executor,
  { role, userNo }: Session,
): Promise<{ locations: { id: string; name: string }[]; total: number }> {
  const isOwner = role === 'owner';
  const found = isOwner
    ? await selectFirstLocations(reader, shownLocations)
    : await selectAllReached(reader, userNo, shownLocations);
  return {
    locations: found.map(({ id, name }) => ({ id, name })),
    total: await countReached(reader, isOwner ? null : userNo),
  };
}
