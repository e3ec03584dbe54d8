import {
  type CommandTools,
  type Executor,
  type Transaction,
  defineCommand,
} from '../../../storage/engine.ts';
import { type ContactPolicy, contactPolicyOf, getContactPolicy } from '../../locations/policy.ts';
import type { ContactBody, ContactChange, StoredContact } from '../contact-body.ts';
import { type FoundContact, findContactByNo, markContactDeleted } from '../contacts.store.ts';
import { identityValue } from './identities.ts';
import { readIn } from './national-phones.ts';
import { refuseLastByBlank } from './refuse-last-by-blank.ts';
import { hideContact } from '../deleted/hide-contact.ts';
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
  /** Of the location, for a contact that has none. */
  country: string;
  change: ContactChange;
  ifVersion: number | null;
};
export type DeleteInput = { locationNo: number; id: string; ifVersion: number | null };
export type UpsertInput = CreateInput & {
  createNewIfDuplicateAllowed: boolean;
  /** The contact that is meant, where neither e-mail nor phone is sent. */
  contactId?: string;
};
export type UpsertOutput = { created: boolean; contact: StoredContact; warnings: string[] };

export const createContactCommand = defineCommand({
  name: 'contacts.create',
  run: async (tx: Transaction, input: CreateInput, tools: CommandTools): Promise<StoredContact> =>
    writeNewContact(tx, input, await getContactPolicy(tx, input.locationNo), tools),
});

export const updateContactCommand = defineCommand({
  name: 'contacts.update',
  run: async (tx: Transaction, input: UpdateInput, tools: CommandTools): Promise<StoredContact> => {
    const found = await getLiveContact(tx, input);
    const policy = contactPolicyOf(tx, input.locationNo);
    refuseLastByBlank(found, input.change);
    const change = readIn(input.change, countryOf(found, input));
    return writeContactChange(tx, input.locationNo, found, change, policy, tools);
  },
});

export const deleteContactCommand = defineCommand({
  name: 'contacts.delete',
  whenFull: 'goes on',
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
    const { contactId } = input;
    if (contactId !== undefined) {
      const { locationNo, country, change } = input;
      const only = { locationNo, id: contactId, country, change, ifVersion: null };
      const contact = await updateContactCommand.run(tx, only, tools);
      return { created: false, contact, warnings: [] };
    }
    const policy = await getContactPolicy(tx, input.locationNo);
    const fresh = input.createNewIfDuplicateAllowed && policy.allowDuplicates;
    const sent = { ...input, change: await readInMatch(tx, input, fresh ? [] : policy.unique) };
    const matches = fresh ? [] : await findMatches(tx, sent.locationNo, sent.change, policy.unique);
    const [first] = matches;
    if (!first) {
      return {
        created: true,
        contact: await writeNewContact(tx, sent, policy, tools),
        warnings: [],
      };
    }
    const found = await findContactByNo(tx, input.locationNo, first.no);
    if (!found) throw new Error('an identity without a live contact');
    const { change, warnings } = await leaveAside(tx, sent, matches, policy);
    const known = async (): Promise<ContactPolicy> => policy;
    const contact = await writeContactChange(tx, input.locationNo, found, change, known, tools);
    return { created: false, contact, warnings };
  },
});

/** National numbers in the country of the contact that the e-mail matches. */
async function readInMatch(
  tx: Transaction,
  input: UpsertInput,
  kinds: readonly IdentityKind[],
): Promise<ContactChange> {
  const { locationNo, change } = input;
  if (!change.national) return change;
  const matched = await findByEmail(tx, locationNo, change, kinds);
  return readIn(change, matched ? countryOf(matched, input) : input.country);
}

/** The contact whose country reads the phone of an upsert. */
export async function findByEmail(
  tx: Executor,
  locationNo: number,
  change: Pick<ContactChange, 'text'>,
  kinds: readonly IdentityKind[],
): Promise<FoundContact | undefined> {
  const byEmail = kinds.filter((kind) => kind === 'email');
  const [match] = await findMatches(tx, locationNo, change, byEmail);
  return match && findContactByNo(tx, locationNo, match.no);
}

function countryOf({ body }: FoundContact, { country, change }: UpdateInput | UpsertInput): string {
  if (!change.national) return country;
  // Written by these commands and nowhere else.
  return (JSON.parse(body) as ContactBody).country ?? country;
}

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
  policy: ContactPolicy,
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
