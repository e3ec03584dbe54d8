import type { EventType } from '../../../../contract/events/event-types.ts';
import { errors } from '../../../errors/catalogue.ts';
import { foldText } from '../../../lib/text.ts';
import type { CommandTools, Transaction } from '../../../storage/engine.ts';
import { recordEvent } from '../../events/events.ts';
import { referToFiles } from '../../files/file-references.ts';
import { type ContactPolicy, type PolicySource, contactPolicyOf } from '../../locations/policy.ts';
import { textOf } from '../index/search-text.ts';
import { applyChange, emptyBody, touch } from './apply-change.ts';
import { putTags } from '../tags/tag-rows.ts';
import type { ContactBody, ContactChange, StoredContact } from '../contact-body.ts';
import { contactDifference } from './contact-difference.ts';
import {
  type ContactKeys,
  type FoundContact,
  findContact,
  findContacts,
  insertContact,
  putSearchText,
} from '../contacts.store.ts';
import { withCurrentFields } from './current-fields.ts';
import { type ContactRows, directRows, gatheredRows } from './contact-rows.ts';
import { claimIdentities, moveIdentities } from './identities.ts';

/** What a new contact is made of. */
export type NewContact = {
  locationNo: number;
  locationId: string;
  id: string;
  country: string;
  change: ContactChange;
};

/** A contact as a change of it finds it. */
export type CurrentContact = { body: ContactBody; tags: readonly string[] };

/**
 * Changes a live contact by what it is now; for tags, followers and what else has an operation of
 * its own. Throws `contact_not_found`, `version_conflict` and what `writeContactChange` throws.
 */
export async function changeContact(
  tx: Transaction,
  of: { locationNo: number; id: string; ifVersion?: number | null },
  changeOf: (current: CurrentContact) => ContactChange,
  tools: CommandTools,
): Promise<StoredContact> {
  const { locationNo, id, ifVersion = null } = of;
  const found = await getLiveContact(tx, { locationNo, id, ifVersion });
  // Both are written by this module and nowhere else.
  const body = JSON.parse(found.body) as ContactBody;
  const tags = JSON.parse(found.tags) as string[];
  const policy = contactPolicyOf(tx, locationNo);
  return writeContactChange(tx, locationNo, found, changeOf({ body, tags }), policy, tools);
}

/**
 * Gives many live contacts one change, each with its event, in a few statements for all; an id that is
 * none is left out. Stops when the time is up, or where the contacts are large together; returns how many
 * of the ids it has seen to, of any at least one.
 */
export async function changeContacts(
  tx: Transaction,
  { locationNo, ids }: { locationNo: number; ids: readonly string[] },
  change: ContactChange,
  tools: CommandTools,
  isTimeUp: () => boolean,
): Promise<number> {
  const found = await findContacts(tx, locationNo, ids);
  const policy = contactPolicyOf(tx, locationNo);
  const rows = gatheredRows(tx, locationNo, tools);
  let seen = 0;
  for (const id of ids.slice(0, found.seen)) {
    if (seen > 0 && isTimeUp()) break;
    const contact = found.contacts.get(id);
    if (contact) await writeContactChange(tx, locationNo, contact, change, policy, tools, rows);
    seen += 1;
  }
  await rows.write();
  return seen;
}

/** Writes a new contact; throws `duplicate_contact`. */
export async function writeNewContact(
  tx: Transaction,
  input: NewContact,
  policy: ContactPolicy,
  tools: CommandTools,
): Promise<StoredContact> {
  const { locationNo, locationId, id } = input;
  const change = await withCurrentFields(tx, locationNo, input.change, async () => policy);
  const { now } = tools;
  const body = applyChange(emptyBody(id, locationId, now, tools.actor, input.country), change);
  const json = toStored(body);
  const no = await insertContact(tx, { ...keysOf(body), locationNo, id, at: now, body: json });
  await claimIdentities(tx, { locationNo, contactNo: no }, body, policy);
  if (change.customFields) {
    await referToFiles(tx, { locationNo, contactNo: no }, [], body.customFields);
  }
  await putSearchText(tx, { locationNo, contactNo: no, text: textOf(body) });
  const tags = await putTags(tx, { locationNo, contactNo: no }, change.tags ?? [], 0, tools);
  tx.count('locations.contact_count', locationNo, 1);
  const after = withTags(json, JSON.stringify(tags));
  await recordContactEvent(tx, 'contact.created', locationNo, id, 1, null, after, tools);
  return { id, body: json, tags, version: 1 };
}

/** Writes what differs; throws `duplicate_contact` or `dnd_permanent`. Nothing changes, and no event is left, when nothing differs. */
export async function writeContactChange(
  tx: Transaction,
  locationNo: number,
  found: FoundContact,
  change: ContactChange,
  policy: PolicySource,
  tools: CommandTools,
  rows: ContactRows = directRows(tx, tools),
): Promise<StoredContact> {
  const { no, id } = found;
  // Written by this module and nowhere else.
  const before = JSON.parse(found.body) as ContactBody;
  const tagsBefore = JSON.parse(found.tags) as string[];
  const current = await withCurrentFields(tx, locationNo, change, policy);
  const changed = applyChange(before, current);
  const of = { locationNo, contactNo: no };
  const tags = change.tags ? await rows.writeTags(of, tagsBefore, change.tags) : tagsBefore;
  const difference = contactDifference({ body: before, tags: tagsBefore }, { body: changed, tags });
  if (!difference) return { id, body: found.body, tags, version: found.version };

  const version = found.version + 1;
  const after = touch(changed, tools.now, tools.actor);
  // A refusal after tags are written would reach a bulk change that has gone on to other contacts.
  const body = change.customFields ? toStored(after) : JSON.stringify(after);
  await rows.update({ ...keysOf(after), locationNo, no, version, at: tools.now, body });
  await moveIdentities(tx, { locationNo, contactNo: no }, before, after, policy);
  if (change.customFields) await referToFiles(tx, of, before.customFields, after.customFields);
  const text = textOf(after);
  if (text !== textOf(before)) await rows.putText({ locationNo, contactNo: no, text });
  await rows.record({
    locationNo,
    type: 'contact.updated',
    recordId: id,
    contactId: id,
    version,
    before: JSON.stringify(difference.before),
    after: JSON.stringify(difference.after),
  });
  return { id, body, tags, version };
}

export async function getLiveContact(
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

export function recordContactEvent(
  tx: Transaction,
  type: EventType,
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

/** What of a body stands in columns. */
export function keysOf(body: ContactBody): ContactKeys {
  const key = (value: string | undefined): string | null => (value ? foldText(value) : null);
  return {
    firstNameKey: key(body.firstName),
    lastNameKey: key(body.lastName),
    companyNameKey: key(body.companyName),
    sourceKey: key(body.source),
    assignedTo: body.assignedTo ?? null,
    businessId: body.businessId ?? null,
  };
}

export const mostBytes = 2 * 1024 * 1024;

/** Each request is bounded; many of them must not add up. */
function toStored(body: ContactBody): string {
  const json = JSON.stringify(body);
  if (json.length <= mostBytes) return json;
  const message = `customFields must leave the contact under ${mostBytes} characters in all`;
  throw errors.validationFailed([{ field: 'customFields', message }]);
}

export function withTags(bodyJson: string, tagsJson: string): string {
  return `${bodyJson.slice(0, -1)},"tags":${tagsJson}}`;
}
