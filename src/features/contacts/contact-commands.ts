import {
  type CommandTools,
  type Executor,
  type Transaction,
  defineCommand,
} from '../../storage/engine.ts';
import { type DuplicatePolicy, getDuplicatePolicy } from '../locations/policy.ts';
import type { ContactChange, StoredContact } from './contact-body.ts';
import { findContactByNo, markContactDeleted } from './contacts.store.ts';
import { identityValue } from './contact-identities.ts';
import { hideContact } from './hide-contact.ts';
import { type IdentityKind, findHolder } from './identities.store.ts';
import {
  type NewContact,
  getLiveContact,
  recordContactEvent,
  withTags,
  writeContactChange,
  writeNewContact,
} from './write-contact.ts';

export type CreateInput = NewContact;
export type UpdateInput = {
  locationNo: number;
  id: string;
  change: ContactChange;
  ifVersion: number | null;
};
export type DeleteInput = { locationNo: number; id: string; ifVersion: number | null };
export type UpsertInput = CreateInput & { createNewIfDuplicateAllowed: boolean };
export type UpsertOutput = { created: boolean; contact: StoredContact; warnings: string[] };

export const createContactCommand = defineCommand({
  name: 'contacts.create',
  run: async (tx: Transaction, input: CreateInput, tools: CommandTools): Promise<StoredContact> =>
    writeNewContact(tx, input, await getDuplicatePolicy(tx, input.locationNo), tools),
});

export const updateContactCommand = defineCommand({
  name: 'contacts.update',
  run: async (tx: Transaction, input: UpdateInput, tools: CommandTools): Promise<StoredContact> => {
    const found = await getLiveContact(tx, input);
    const policy = await getDuplicatePolicy(tx, input.locationNo);
    return writeContactChange(tx, input.locationNo, found, input.change, policy, tools);
  },
});

export const deleteContactCommand = defineCommand({
  name: 'contacts.delete',
  run: async (tx: Transaction, input: DeleteInput, tools: CommandTools): Promise<null> => {
    const { locationNo } = input;
    const found = await getLiveContact(tx, input);
    const version = found.version + 1;
    const contactNo = found.no;
    await markContactDeleted(tx, { locationNo, no: contactNo, version, at: tools.now });
    await hideContact(tx, { locationNo, contactNo });
    const before = withTags(found.body, found.tags);
    await recordContactEvent(
      tx,
      'contact.deleted',
      locationNo,
      found.id,
      version,
      before,
      null,
      tools,
    );
    return null;
  },
});

export const upsertContactCommand = defineCommand({
  name: 'contacts.upsert',
  run: async (tx: Transaction, input: UpsertInput, tools: CommandTools): Promise<UpsertOutput> => {
    const policy = await getDuplicatePolicy(tx, input.locationNo);
    const fresh = input.createNewIfDuplicateAllowed && policy.allowDuplicates;
    const matches = fresh
      ? []
      : await findMatches(tx, input.locationNo, input.change, policy.unique);
    const [first] = matches;
    if (!first) {
      return {
        created: true,
        contact: await writeNewContact(tx, input, policy, tools),
        warnings: [],
      };
    }
    const found = await findContactByNo(tx, input.locationNo, first.no);
    if (!found) throw new Error('an identity without a live contact');
    const { change, warnings } = await leaveAside(tx, input, matches, policy);
    const contact = await writeContactChange(tx, input.locationNo, found, change, policy, tools);
    return { created: false, contact, warnings };
  },
});

type Match = { kind: IdentityKind; no: number };

/** Which contacts hold the e-mail and phone of a change, in the order of the kinds given. */
export async function findMatches(
  tx: Executor,
  locationNo: number,
  change: Pick<ContactChange, 'text'>,
  kinds: readonly IdentityKind[],
): Promise<Match[]> {
  const matches: Match[] = [];
  for (const kind of kinds) {
    const value = identityValue(kind, change.text[kind]);
    const no = value && (await findHolder(tx, { locationNo, kind, value }));
    if (no) matches.push({ kind, no });
  }
  return matches;
}

/** The other contact's value stays where it is, and the caller is told. */
async function leaveAside(
  tx: Transaction,
  input: UpsertInput,
  matches: readonly Match[],
  policy: DuplicatePolicy,
): Promise<{ change: ContactChange; warnings: string[] }> {
  const [first, ...others] = matches;
  const text = { ...input.change.text };
  const warnings: string[] = [];
  for (const other of others) {
    if (other.no === first?.no) continue;
    const holder = await findContactByNo(tx, input.locationNo, other.no);
    const value = text[other.kind];
    if (policy.allowDuplicates) {
      warnings.push(`${other.kind} ${value} is also held by contact ${holder?.id}`);
      continue;
    }
    delete text[other.kind];
    warnings.push(
      `${other.kind} ${value} belongs to contact ${holder?.id} and was left aside: ` +
        `the contact was matched by ${first?.kind}`,
    );
  }
  return { change: { ...input.change, text }, warnings };
}

/** Loaded on the writer thread. */
export const contactCommands = [
  createContactCommand,
  updateContactCommand,
  deleteContactCommand,
  upsertContactCommand,
] as const;
