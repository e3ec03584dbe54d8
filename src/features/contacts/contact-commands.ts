import { errors } from '../../errors/catalogue.ts';
import { emailKey } from '../../lib/email.ts';
import { digitsOf, foldText, searchText } from '../../lib/text.ts';
import { tagKey } from '../../lib/tags.ts';
import {
  type CommandTools,
  type Executor,
  type Transaction,
  defineCommand,
} from '../../storage/engine.ts';
import { recordEvent } from '../events/events.ts';
import { type DuplicatePolicy, getDuplicatePolicy } from '../locations/policy.ts';
import { applyChange, emptyBody, touch } from './apply-change.ts';
import type { ContactBody, ContactChange, StoredContact } from './contact-body.ts';
import { clearContactTags, putContactTags, uncountContactTags } from './contact-tags.store.ts';
import {
  type ContactKeys,
  type FoundContact,
  deleteSearchText,
  findContact,
  findContactByNo,
  insertContact,
  markContactDeleted,
  putSearchText,
  updateContactRow,
} from './contacts.store.ts';
import {
  type IdentityKind,
  claimIdentity,
  findHolder,
  releaseIdentity,
} from './identities.store.ts';

const kinds: readonly IdentityKind[] = ['email', 'phone'];

export type CreateInput = {
  locationNo: number;
  locationId: string;
  id: string;
  country: string;
  change: ContactChange;
};
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
    create(tx, input, await getDuplicatePolicy(tx, input.locationNo), tools),
});

export const updateContactCommand = defineCommand({
  name: 'contacts.update',
  run: async (tx: Transaction, input: UpdateInput, tools: CommandTools): Promise<StoredContact> => {
    const found = await getLive(tx, input);
    const policy = await getDuplicatePolicy(tx, input.locationNo);
    return update(tx, input.locationNo, found, input.change, policy, tools);
  },
});

export const deleteContactCommand = defineCommand({
  name: 'contacts.delete',
  run: async (tx: Transaction, input: DeleteInput, tools: CommandTools): Promise<null> => {
    const { locationNo } = input;
    const found = await getLive(tx, input);
    const version = found.version + 1;
    const contactNo = found.no;
    await markContactDeleted(tx, { locationNo, no: contactNo, version, at: tools.now });
    for (const kind of kinds) await releaseIdentity(tx, { locationNo, kind, contactNo });
    await deleteSearchText(tx, { locationNo, contactNo });
    await uncountContactTags(tx, { locationNo, contactNo });
    tx.count('locations.contact_count', locationNo, -1);
    const before = withTags(found.body, found.tags);
    await record(tx, 'contact.deleted', locationNo, found.id, version, before, null, tools);
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
      return { created: true, contact: await create(tx, input, policy, tools), warnings: [] };
    }
    const found = await findContactByNo(tx, input.locationNo, first.no);
    if (!found) throw new Error('an identity without a live contact');
    const { change, warnings } = await leaveAside(tx, input, matches, policy);
    const contact = await update(tx, input.locationNo, found, change, policy, tools);
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

async function create(
  tx: Transaction,
  input: CreateInput,
  policy: DuplicatePolicy,
  tools: CommandTools,
): Promise<StoredContact> {
  const { locationNo, locationId, id, change } = input;
  const { now } = tools;
  const body = applyChange(emptyBody(id, locationId, now, tools.actor, input.country), change);
  const json = JSON.stringify(body);
  const no = await insertContact(tx, { ...keysOf(body), locationNo, id, at: now, body: json });
  for (const kind of policy.order) await claim(tx, locationNo, kind, no, body, policy);
  await putSearchText(tx, { locationNo, contactNo: no, text: textOf(body) });
  const tags = await putTags(tx, locationNo, no, change.tags ?? [], tools);
  tx.count('locations.contact_count', locationNo, 1);
  const after = withTags(json, JSON.stringify(tags));
  await record(tx, 'contact.created', locationNo, id, 1, null, after, tools);
  return { id, body: json, tags, version: 1 };
}

async function update(
  tx: Transaction,
  locationNo: number,
  found: FoundContact,
  change: ContactChange,
  policy: DuplicatePolicy,
  tools: CommandTools,
): Promise<StoredContact> {
  const { no, id } = found;
  // Written by this module and nowhere else.
  const before = JSON.parse(found.body) as ContactBody;
  const tagsBefore = JSON.parse(found.tags) as string[];
  const changed = applyChange(before, change);
  let tags = tagsBefore;
  if (change.tags && !sameTags(change.tags, tagsBefore)) {
    await clearContactTags(tx, { locationNo, contactNo: no });
    tags = await putTags(tx, locationNo, no, change.tags, tools);
  }
  const difference = compare({ ...before, tags: tagsBefore }, { ...changed, tags });
  if (!difference) return { id, body: found.body, tags, version: found.version };

  const version = found.version + 1;
  const after = touch(changed, tools.now, tools.actor);
  const body = JSON.stringify(after);
  await updateContactRow(tx, { ...keysOf(after), locationNo, no, version, at: tools.now, body });
  for (const kind of policy.order) {
    if (identityValue(kind, before[kind]) === identityValue(kind, after[kind])) continue;
    await releaseIdentity(tx, { locationNo, kind, contactNo: no });
    await claim(tx, locationNo, kind, no, after, policy);
  }
  const text = textOf(after);
  if (text !== textOf(before)) await putSearchText(tx, { locationNo, contactNo: no, text });
  const values = [JSON.stringify(difference.before), JSON.stringify(difference.after)] as const;
  await record(tx, 'contact.updated', locationNo, id, version, ...values, tools);
  return { id, body, tags, version };
}

async function getLive(
  tx: Transaction,
  of: { locationNo: number; id: string; ifVersion: number | null },
): Promise<FoundContact> {
  const found = await findContact(tx, of.locationNo, of.id);
  if (!found) throw errors.contactNotFound(of.id);
  if (of.ifVersion !== null && of.ifVersion !== found.version) {
    throw errors.versionConflict(of.id, found.version);
  }
  return found;
}

async function claim(
  tx: Transaction,
  locationNo: number,
  kind: IdentityKind,
  contactNo: number,
  body: ContactBody,
  policy: DuplicatePolicy,
): Promise<void> {
  const value = identityValue(kind, body[kind]);
  if (!value) return;
  const exclusive = !policy.allowDuplicates && policy.unique.includes(kind);
  const identity = { locationNo, kind, value };
  if (await claimIdentity(tx, { ...identity, contactNo, contactId: body.id, exclusive })) return;
  const holderNo = await findHolder(tx, identity);
  const holder = holderNo && (await findContactByNo(tx, locationNo, holderNo));
  if (!holder) throw new Error('an identity without a live contact');
  const { name } = JSON.parse(holder.body) as ContactBody;
  throw errors.duplicateContact(holder.id, name ?? '', kind);
}

/** Returns the tags as the location's list spells them. */
function putTags(
  tx: Transaction,
  locationNo: number,
  contactNo: number,
  tags: readonly string[],
  { newId, now: at }: CommandTools,
): Promise<string[]> {
  const named = tags.map((name) => ({ name, nameKey: tagKey(name) }));
  return putContactTags(tx, { locationNo, contactNo, tags: named, newId, at });
}

function sameTags(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one.map(tagKey)) === JSON.stringify(other.map(tagKey));
}

function record(
  tx: Transaction,
  type: string,
  locationNo: number,
  contactId: string,
  version: number,
  before: string | null,
  after: string | null,
  tools: CommandTools,
): Promise<void> {
  const event = { locationNo, type, recordId: contactId, contactId, version, before, after };
  return recordEvent(tx, event, tools);
}

/** The value that duplicates are decided by. */
export function identityValue(kind: IdentityKind, value: string | null | undefined): string {
  if (!value) return '';
  return kind === 'email' ? emailKey(value) : value;
}

function keysOf(body: ContactBody): ContactKeys {
  const key = (value: string | undefined): string | null => (value ? foldText(value) : null);
  return {
    firstNameKey: key(body.firstName),
    lastNameKey: key(body.lastName),
    companyNameKey: key(body.companyName),
    sourceKey: key(body.source),
    assignedTo: body.assignedTo ?? null,
  };
}

function textOf(body: ContactBody): string {
  const phone = body.phone && digitsOf(body.phone);
  const parts = [body.name, body.email, phone, body.companyName];
  return searchText(parts.filter((part) => part !== undefined));
}

function withTags(bodyJson: string, tagsJson: string): string {
  return `${bodyJson.slice(0, -1)},"tags":${tagsJson}}`;
}

type Values = Record<string, unknown>;

/** The keys that differ, as they were and as they are; undefined when nothing does. */
function compare(before: Values, after: Values): { before: Values; after: Values } | undefined {
  const was: Values = {};
  const is: Values = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue;
    was[key] = before[key] ?? null;
    is[key] = after[key] ?? null;
  }
  return Object.keys(is).length > 0 ? { before: was, after: is } : undefined;
}
