import { errors } from '../../errors/catalogue.ts';
import { emailKey } from '../../lib/email.ts';
import { createRandomKey } from '../../lib/random-key.ts';
import type { CommandContext, CommandOutcome, Engine } from '../../storage/engine.ts';
import {
  type Invitation,
  type OwnerReset,
  acceptInvitationCommand,
  changePasswordCommand,
  inviteCommand,
  resetOwnerCommand,
  setActiveCommand,
} from './account-commands.ts';
import { type Passwords, passwordProblem } from './password.ts';
import { openLink } from './sessions/links.ts';
import type { Session } from './sessions/session-callers.ts';
import type { SessionStart } from './sessions/session-commands.ts';
import type { SignInTools } from './sessions/sessions.ts';
import type { User } from './user.ts';
import { type OfUser, reachOf } from './users.ts';
import { selectSignIn } from './users.store.ts';

/**
 * Throws `record_not_found`, `role_forbidden`, or `validation_failed` for the last owner. Ends the
 * sessions of who is deactivated.
 */
export async function setUserActive(
  engine: Engine,
  of: OfUser,
  active: boolean,
  context: CommandContext,
): Promise<User> {
  return (await engine.run(setActiveCommand, { ...reachOf(of), active }, context)).value;
}

/** The key is in the outcome and nowhere else afterwards. */
export function inviteUser(
  engine: Engine,
  of: OfUser,
  context: CommandContext,
): Promise<CommandOutcome<Invitation>> {
  return engine.run(inviteCommand, { ...reachOf(of), key: createRandomKey() }, context);
}

/** A link with which an owner sets a new password; undefined where there is none with the e-mail. */
export async function resetOwner(
  engine: Engine,
  email: string | undefined,
  context: CommandContext,
): Promise<OwnerReset | undefined> {
  const key = createRandomKey();
  const of = { locationNo: null, emailKey: email === undefined ? null : emailKey(email), key };
  return (await engine.run(resetOwnerCommand, of, context)).value ?? undefined;
}

/** Throws `link_invalid` or `validation_failed`. */
export async function acceptInvitation(
  { engine, passwords }: { engine: Engine; passwords: Passwords },
  { key, password }: { key: string; password: string },
  start: SessionStart,
  context: CommandContext,
): Promise<void> {
  const linkHash = await openLink(engine.read, key, ['invite', 'reset'], context.now);
  checkPassword('password', password);
  const passwordHash = await passwords.hash(password, context.turn);
  const command = { locationNo: null, linkHash, passwordHash, start };
  await engine.run(acceptInvitationCommand, command, context);
}

/** Ends the other sessions and says how many. Throws `validation_failed` or `sign_in_slowed`. */
export async function changePassword(
  tools: SignInTools,
  { no: keptSession, userNo, email }: Session,
  sent: { password: string; newPassword: string; address: string },
  context: CommandContext,
): Promise<number> {
  const { engine, passwords, brake, monotonicMs } = tools;
  checkPassword('newPassword', sent.newPassword);
  const attempt = { address: sent.address, email };
  const { waitMs } = brake.enter(attempt, monotonicMs());
  if (waitMs > 0) throw errors.signInSlowed(Math.ceil(waitMs / 1000));
  const known = await selectSignIn(engine.read, emailKey(email));
  const formerHash = known?.password_hash ?? '';
  if (!(await passwords.verify(sent.password, formerHash, context.turn))) {
    throw errors.validationFailed([{ field: 'password', message: 'password is wrong' }]);
  }
  brake.succeeded(attempt);
  const passwordHash = await passwords.hash(sent.newPassword, context.turn);
  const change = { userNo, email, formerHash, passwordHash, keptSession };
  return (await engine.run(changePasswordCommand, { locationNo: null, ...change }, context)).value;
}

function checkPassword(field: string, password: string): void {
  const problem = passwordProblem(password, field);
  if (problem !== undefined) throw errors.validationFailed([{ field, message: problem }]);
}
