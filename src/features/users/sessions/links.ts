import { errors } from '../../../errors/catalogue.ts';
import { joinName } from '../../../lib/names.ts';
import { createRandomKey, keyHashOf } from '../../../lib/random-key.ts';
import type { CommandContext, Engine, Executor } from '../../../storage/engine.ts';
import type { LinkKind } from '../../../storage/tables/users.ts';
import type { Passwords } from '../password.ts';
import { toUserChange } from '../user-input.ts';
import { selectUserByNo } from '../users.store.ts';
import { isOpen, makeOwnerLinkCommand, setUpCommand } from './link-commands.ts';
import type { SessionStart } from './session-commands.ts';
import { ownerLinkMs } from './session-times.ts';
import { selectLink } from './user-links.store.ts';

export type NewLink = { key: string; endsAt: number };

/** The one link that makes the first owner; undefined where there is an owner. */
export async function makeOwnerLink(
  engine: Engine,
  context: CommandContext,
): Promise<NewLink | undefined> {
  const link = newLink(context.now + ownerLinkMs);
  const { hash, endsAt } = link;
  const command = { locationNo: null, hash, endsAt };
  const made = (await engine.run(makeOwnerLinkCommand, command, context)).value;
  return made ? link : undefined;
}

export function newLink(endsAt: number): NewLink & { hash: Uint8Array } {
  const key = createRandomKey();
  const made = keyHashOf(key);
  if (!made) throw new Error('a key that is none');
  return { key, hash: made.hash, endsAt };
}

export type ShownLink = {
  kind: LinkKind;
  state: 'open' | 'used' | 'ended';
  endsAt: number;
  email: string | null;
  name: string | null;
};

/** Throws `link_invalid` for a key that nobody was given, or that a newer one replaced. */
export async function showLink(reader: Executor, key: string, now: number): Promise<ShownLink> {
  const known = keyHashOf(key.trim());
  const link = known && (await selectLink(reader, known.hash));
  if (!link) throw errors.linkInvalid();
  const user = link.user_no === null ? undefined : await selectUserByNo(reader, link.user_no);
  return {
    kind: link.kind,
    state: isOpen(link, now) ? 'open' : link.used_at === null ? 'ended' : 'used',
    endsAt: link.ends_at,
    email: user?.email ?? null,
    name: user ? joinName(user.first_name, user.last_name) : null,
  };
}

export type SetUpInput = {
  key: string;
  firstName: string;
  lastName: string;
  email: string;
  password: string;
};

/** The first owner, signed in. Throws `link_invalid` or `validation_failed`. */
export async function setUp(
  { engine, passwords }: { engine: Engine; passwords: Passwords },
  { key, ...input }: SetUpInput,
  start: SessionStart,
  context: CommandContext,
): Promise<void> {
  const linkHash = await openLink(engine.read, key, ['owner'], context.now);
  const change = toUserChange(input, 'US');
  const passwordHash = await passwords.hash(input.password, context.turn);
  await engine.run(
    setUpCommand,
    { locationNo: null, linkHash, change, passwordHash, start },
    context,
  );
}

/** Looked at before the work of hashing, and again when it is used. Throws `link_invalid`. */
export async function openLink(
  reader: Executor,
  key: string,
  kinds: readonly LinkKind[],
  now: number,
): Promise<Uint8Array> {
  const known = keyHashOf(key.trim());
  const link = known && (await selectLink(reader, known.hash));
  if (!known || !link || !isOpen(link, now) || !kinds.includes(link.kind)) {
    throw errors.linkInvalid();
  }
  return known.hash;
}

/** The key is behind the hash: browsers send it to nobody. */
export function setupAddress(baseUrl: string, key: string): string {
  return `${baseUrl}/app/setup#${key}`;
}

/** Of a link with which a user sets a password. */
export function invitationAddress(baseUrl: string, key: string): string {
  return `${baseUrl}/app/invitation#${key}`;
}
