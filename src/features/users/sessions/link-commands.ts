import { errors } from '../../../errors/catalogue.ts';
import { joinName } from '../../../lib/names.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../../storage/engine.ts';
import type { LinkKind } from '../../../storage/tables/users.ts';
import { listLocations } from '../../locations/locations.ts';
import { createUserCommand } from '../user-commands.ts';
import type { UserChange } from '../user-input.ts';
import { countAgencyAdmins, selectUser } from '../users.store.ts';
import { type SessionStart, beginSession } from './session-commands.ts';
import {
  type LinkRow,
  deleteUnusedLinks,
  insertLink,
  selectLink,
  setLinkUsed,
} from './user-links.store.ts';

type NewLinkInput = { locationNo: null; hash: Uint8Array; endsAt: number };

/** Ends an earlier link that nobody has used; false where there is an owner already. */
export const makeOwnerLinkCommand = defineCommand({
  name: 'user-links.make-owner-link',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    { hash, endsAt }: NewLinkInput,
    { now }: CommandTools,
  ): Promise<boolean> => {
    if ((await countAgencyAdmins(tx)) > 0) return false;
    await putLink(tx, { hash, kind: 'owner', userNo: null, endsAt }, now);
    return true;
  },
});

/** In the transaction of what makes it necessary: an earlier one of the same user ends. */
export async function putLink(
  tx: Transaction,
  link: { hash: Uint8Array; kind: LinkKind; userNo: number | null; endsAt: number },
  now: number,
): Promise<void> {
  await deleteUnusedLinks(tx, link.userNo);
  await insertLink(tx, { ...link, now });
}

/** Throws `link_invalid`. */
export async function takeLink(
  tx: Transaction,
  hash: Uint8Array,
  kinds: readonly LinkKind[],
  now: number,
): Promise<LinkRow> {
  const link = await selectLink(tx, hash);
  if (!link || !isOpen(link, now) || !kinds.includes(link.kind)) throw errors.linkInvalid();
  await setLinkUsed(tx, hash, now);
  return link;
}

export function isOpen(link: Pick<LinkRow, 'used_at' | 'ends_at'>, now: number): boolean {
  return link.used_at === null && link.ends_at > now;
}

type SetUpInput = {
  locationNo: null;
  linkHash: Uint8Array;
  change: UserChange;
  passwordHash: string;
  start: SessionStart;
};

/** The first owner, once, whoever else holds the link. Throws `link_invalid` or `validation_failed`. */
export const setUpCommand = defineCommand({
  name: 'user-links.set-up',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: SetUpInput, tools: CommandTools): Promise<null> => {
    const { linkHash, change, passwordHash, start } = input;
    await takeLink(tx, linkHash, ['owner'], tools.now);
    if ((await countAgencyAdmins(tx)) > 0) throw errors.linkInvalid();
    const [first] = await listLocations(tx, 1);
    const id = tools.newId();
    const name = joinName(change.firstName, change.lastName);
    const owner = {
      ...change,
      companyId: String(first?.profile['companyId'] ?? tools.newId()),
      type: 'agency',
      role: 'admin',
      locationIds: [],
    };
    await createUserCommand.run(
      tx,
      { locationNo: null, change: owner, passwordHash, byAdmin: null },
      // Who sets up is whom this makes.
      { ...tools, newId: () => id, actor: { kind: 'user', id, name } },
    );
    const made = await selectUser(tx, id, null);
    if (!made) throw new Error('an owner that was not made');
    await beginSession(tx, made.no, start, tools.now);
    return null;
  },
});

/** Loaded on the writer thread. */
export const linkCommands = [makeOwnerLinkCommand, setUpCommand] as const;
