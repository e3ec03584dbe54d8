import { errors } from '../../errors/catalogue.ts';
import { emailKey } from '../../lib/email.ts';
import { joinName } from '../../lib/names.ts';
import { keyHashOf } from '../../lib/random-key.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import { putLink, takeLink } from './sessions/link-commands.ts';
import { type SessionStart, beginSession } from './sessions/session-commands.ts';
import { inviteLinkMs, ownerLinkMs } from './sessions/session-times.ts';
import type { User } from './user.ts';
import {
  type Reach,
  checkInReach,
  checkNotLastOwner,
  endAccess,
  getRow,
  getWhole,
  record,
  shown,
} from './user-commands.ts';
import { selectOwner, selectSignIn, selectUserByNo, updateUserRow } from './users.store.ts';

export const setActiveCommand = defineCommand({
  name: 'users.set-active',
  run: async (
    tx: Transaction,
    input: Reach & { active: boolean },
    tools: CommandTools,
  ): Promise<User> => {
    const row = await getRow(tx, input);
    await checkInReach(tx, row, input.byAdmin);
    const before = await getWhole(tx, row.id);
    if (before.active === input.active) return before;
    if (!input.active) {
      await checkNotLastOwner(tx, row, 'active');
      await endAccess(tx, row.no);
    }
    const { now } = tools;
    const deactivatedAt = input.active ? null : now;
    await updateUserRow(tx, row.no, { deactivated_at: deactivatedAt, updated_at: now });
    const after = await getWhole(tx, row.id);
    await record(tx, 'user.updated', row.id, shown(before), shown(after), tools);
    return after;
  },
});

export type Invitation = { userId: string; key: string; endsAt: number };

/** The key is made by who asks, and is in the outcome alone. */
export const inviteCommand = defineCommand({
  name: 'users.invite',
  run: async (
    tx: Transaction,
    input: Reach & { key: string },
    tools: CommandTools,
  ): Promise<Invitation> => {
    const row = await getRow(tx, input);
    await checkInReach(tx, row, input.byAdmin);
    if (row.deactivated_at !== null) {
      const message = 'userId is of a user who is deactivated: activate the user first';
      throw errors.validationFailed([{ field: 'userId', message }]);
    }
    const { key } = input;
    const endsAt = tools.now + inviteLinkMs;
    const hasPassword = (await selectSignIn(tx, row.email_key))?.password_hash !== '';
    const kind = hasPassword ? 'reset' : 'invite';
    const hash = keyHashOf(key)?.hash;
    if (!hash) throw new Error('a key that is none');
    await putLink(tx, { hash, kind, userNo: row.no, endsAt }, tools.now);
    const after = { kind, expiresAt: new Date(endsAt).toISOString() };
    await record(tx, 'user.invited', row.id, null, after, tools);
    return { userId: row.id, key, endsAt };
  },
});

export type OwnerReset = { key: string; endsAt: number; name: string; email: string };

/** Of the owner of longest standing, or of the one with an e-mail; null where there is none. */
export const resetOwnerCommand = defineCommand({
  name: 'users.reset-owner',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    input: { locationNo: null; emailKey: string | null; key: string },
    tools: CommandTools,
  ): Promise<OwnerReset | null> => {
    const owner = await selectOwner(tx, input.emailKey);
    const hash = keyHashOf(input.key)?.hash;
    if (!owner || !hash) return null;
    const endsAt = tools.now + ownerLinkMs;
    await putLink(tx, { hash, kind: 'reset', userNo: owner.no, endsAt }, tools.now);
    const after = { kind: 'reset', expiresAt: new Date(endsAt).toISOString() };
    await record(tx, 'user.invited', owner.id, null, after, tools);
    const name = joinName(owner.first_name, owner.last_name);
    return { key: input.key, endsAt, name, email: owner.email };
  },
});

type AcceptInput = {
  locationNo: null;
  linkHash: Uint8Array;
  passwordHash: string;
  start: SessionStart;
};

/** Throws `link_invalid`, also where the user is deactivated by now. */
export const acceptInvitationCommand = defineCommand({
  name: 'user-links.accept',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: AcceptInput, tools: CommandTools): Promise<null> => {
    const link = await takeLink(tx, input.linkHash, ['invite', 'reset'], tools.now);
    const names = link.user_no === null ? undefined : await selectUserByNo(tx, link.user_no);
    if (!names) throw errors.linkInvalid();
    await setPassword(tx, names, input.passwordHash, tools);
    await endAccess(tx, names.no);
    await beginSession(tx, names.no, input.start, tools.now);
    return null;
  },
});

type ChangePasswordInput = {
  locationNo: null;
  userNo: number;
  email: string;
  /** The hash that the former password was compared with. */
  formerHash: string;
  passwordHash: string;
  keptSession: number;
};

/** How many other sessions it ended. Throws `validation_failed`. */
export const changePasswordCommand = defineCommand({
  name: 'users.change-password',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    input: ChangePasswordInput,
    tools: CommandTools,
  ): Promise<number> => {
    const known = await selectSignIn(tx, emailKey(input.email));
    const names = await selectUserByNo(tx, input.userNo);
    if (!names || known?.no !== input.userNo || known.password_hash !== input.formerHash) {
      throw errors.validationFailed([{ field: 'password', message: 'password is wrong' }]);
    }
    await setPassword(tx, names, input.passwordHash, tools);
    return endAccess(tx, names.no, input.keptSession);
  },
});

/** In the name of whose it is. */
async function setPassword(
  tx: Transaction,
  {
    no,
    id,
    first_name,
    last_name,
  }: { no: number; id: string; first_name: string; last_name: string },
  passwordHash: string,
  tools: CommandTools,
): Promise<void> {
  const before = await getWhole(tx, id);
  await updateUserRow(tx, no, { password_hash: passwordHash, updated_at: tools.now });
  const after = { ...shown(before), passwordChanged: true };
  const actor = { kind: 'user', id, name: joinName(first_name, last_name) } as const;
  await record(tx, 'user.updated', id, shown(before), after, { ...tools, actor });
}

/** Loaded on the writer thread. */
export const accountCommands = [
  setActiveCommand,
  inviteCommand,
  resetOwnerCommand,
  acceptInvitationCommand,
  changePasswordCommand,
] as const;
