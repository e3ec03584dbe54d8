import { errors } from '../../../errors/catalogue.ts';
import type { CommandContext, CommandOutcome, Engine, Executor } from '../../../storage/engine.ts';
import { getFieldDefinitions, noFieldDefinitions } from '../../custom-fields/field-definitions.ts';
import { sentValueOf } from '../../custom-fields/sent-value.ts';
import { millisecondsOf } from '../../../lib/written-date.ts';
import { findTimeZone } from '../../locations/time-zone.ts';
import { getContactPolicy } from '../../locations/policy.ts';
import { parseCountry } from '../../../lib/countries.ts';
import { parsePhone } from '../../../lib/phone.ts';
import type { ContactBody, ContactChange, StoredContact } from '../contact-body.ts';
import {
  type UpsertOutput,
  createContactCommand,
  deleteContactCommand,
  findByEmail,
  findMatches,
  updateContactCommand,
  upsertContactCommand,
} from './contact-commands.ts';
import { type ContactInput, type WritingRules, toContactChange } from './contact-input.ts';
import { countryOf, nationalPhonesOf } from './national-phones.ts';
import { findContact, findContactByNo } from '../contacts.store.ts';
import { phoneKey } from '../search/text-filter.ts';

/** Where and under which rules a contact is written. */
export type ContactPlace = {
  location: { no: number; id: string; country: string };
  rules: WritingRules;
  /** Told of what was accepted but not used as sent. */
  warn(sentence: string): void;
};

async function changeFor(
  reader: Executor,
  { location, rules, warn }: ContactPlace,
  input: ContactInput,
  {
    current = () => Promise.resolve(undefined),
    blankIsUnsent = false,
  }: { current?: () => Promise<{ body: string } | undefined>; blankIsUnsent?: boolean } = {},
): Promise<ContactChange> {
  const fields = input.customFields
    ? await getFieldDefinitions(reader, location.no)
    : noFieldDefinitions;
  const sentPhones = nationalPhonesOf(input, fields);
  const found = sentPhones && (await current());
  // Written by the contact commands and nowhere else.
  const contact = found && (JSON.parse(found.body) as ContactBody);
  const named = countryOf(input);
  const former = contact?.country ?? location.country;
  const country = named ?? former;
  const timeZone = hasMilliseconds(input) ? await findTimeZone(reader, location.no) : undefined;
  const change = toContactChange(input, {
    ...rules,
    country,
    timeZone: timeZone ?? 'UTC',
    blankIsUnsent,
    fields,
    warn,
  });
  if (sentPhones?.phone !== undefined && contact?.phone !== undefined && named !== undefined) {
    warnOfOtherReading(contact.phone, change.text.phone, sentPhones.phone, { former, named, warn });
  }
  return sentPhones && named === undefined
    ? { ...change, national: { ...sentPhones, readIn: country } }
    : change;
}

/** Only a day given so depends on where it is. */
function hasMilliseconds({ dateOfBirth, customFields = [] }: ContactInput): boolean {
  return [dateOfBirth, ...customFields.map(sentValueOf)].some(
    (each) => millisecondsOf(each) !== undefined,
  );
}

/** The same digits, and another number by the country alone: said, since nothing else tells. */
function warnOfOtherReading(
  before: string,
  after: string | null | undefined,
  sent: string,
  of: { former: string; named: string; warn(sentence: string): void },
): void {
  const formerly = parsePhone(sent, of.former);
  if (after === before || !('e164' in formerly) || formerly.e164 !== before) return;
  of.warn(`phone was ${before}, read in ${of.former}; read in ${of.named} it is ${after} now`);
}

/** The check of values alone; throws `validation_failed`. */
export async function checkContactValues(
  input: ContactInput,
  location: ContactPlace['location'],
  reader: Executor,
): Promise<void> {
  await changeFor(reader, { location, rules: strictRules, warn: () => undefined }, input);
}

const strictRules: WritingRules = {
  lowerCaseTags: false,
  namelessContact: 'accept',
  differingName: 'parts',
  unreadableValue: 'refuse',
};

/** Throws `validation_failed`, `nameless_contact` or `duplicate_contact`. `newId` is the id it will have. */
export async function createContact(
  engine: Engine,
  place: ContactPlace,
  input: ContactInput,
  newId: string,
  context: CommandContext,
): Promise<CommandOutcome<StoredContact>> {
  const { no, id, country } = place.location;
  const change = await changeFor(engine.read, place, input);
  const named = [change.text.email, change.text.phone, input.firstName, input.lastName];
  if (place.rules.namelessContact === 'refuse' && !named.some((each) => each?.trim())) {
    throw errors.namelessContact();
  }
  const command = { locationNo: no, locationId: id, id: newId, country, change };
  return engine.run(createContactCommand, command, context);
}

/**
 * Changes what is sent; null clears; tags replaces. Throws `contact_not_found`,
 * `validation_failed`, `duplicate_contact`, `dnd_permanent` or `version_conflict`.
 */
export async function updateContact(
  engine: Engine,
  place: ContactPlace,
  id: string,
  input: ContactInput,
  ifVersion: number | null,
  context: CommandContext,
): Promise<CommandOutcome<StoredContact>> {
  const { no: locationNo, country } = place.location;
  const current = () => findContact(engine.read, locationNo, id);
  const change = await changeFor(engine.read, place, input, { current });
  return engine.run(updateContactCommand, { locationNo, id, country, change, ifVersion }, context);
}

/** Throws `contact_not_found` or `version_conflict`. */
export function deleteContact(
  engine: Engine,
  locationNo: number,
  id: string,
  ifVersion: number | null,
  context: CommandContext,
): Promise<CommandOutcome<null>> {
  return engine.run(deleteContactCommand, { locationNo, id, ifVersion }, context);
}

export type UpsertRequest = ContactInput & {
  createNewIfDuplicateAllowed?: boolean;
  id?: string | null;
  contactId?: string | null;
};

/**
 * Updates the contact that the location's policy matches, else creates one; without e-mail and phone
 * it updates the contact whose id is sent. Throws `identifier_required` without any of them.
 */
export async function upsertContact(
  engine: Engine,
  place: ContactPlace,
  input: UpsertRequest,
  newId: string,
  context: CommandContext,
): Promise<CommandOutcome<UpsertOutput>> {
  const { no, id, country } = place.location;
  const { createNewIfDuplicateAllowed = false } = input;
  const contactId = idMeant(input, place.warn);
  const current = async (): Promise<{ body: string } | undefined> => {
    if (contactId !== undefined) return findContact(engine.read, no, contactId);
    const policy = await getContactPolicy(engine.read, no);
    if (createNewIfDuplicateAllowed && policy.allowDuplicates) return undefined;
    const text = { email: input.email ?? null };
    return findByEmail(engine.read, no, { text }, policy.unique);
  };
  const change = await changeFor(engine.read, place, input, { current, blankIsUnsent: true });
  const isKeyed = Boolean(change.text.email) || Boolean(change.text.phone);
  if (!isKeyed && contactId === undefined) throw errors.identifierRequired();
  const command = {
    locationNo: no,
    locationId: id,
    id: newId,
    country,
    change,
    createNewIfDuplicateAllowed,
    ...(contactId !== undefined && { contactId }),
  };
  return engine.run(upsertContactCommand, command, context);
}

/** The id that an upsert is keyed by, where it is the only key; beside another one it is named. */
function idMeant(
  { id, contactId, email, phone }: UpsertRequest,
  warn: ContactPlace['warn'],
): string | undefined {
  const [first, second] = [id?.trim(), contactId?.trim()];
  if (first && second && first !== second) {
    const message = 'contactId must be the id, where both are sent';
    throw errors.validationFailed([{ field: 'contactId', message }]);
  }
  const sent = first || second || undefined;
  if (!sent || !(email?.trim() || phone?.trim())) return sent;
  const name = first ? 'id' : 'contactId';
  warn(`${name} ${sent} was not used: an upsert with an e-mail or phone goes by that`);
  return undefined;
}

/** A live contact as its row and its tags have it, or undefined. */
export async function findContactState(
  reader: Executor,
  locationNo: number,
  id: string,
): Promise<{ body: ContactBody; tags: string[] } | undefined> {
  const found = await findContact(reader, locationNo, id);
  // Both are written by the contact commands and nowhere else.
  return (
    found && {
      body: JSON.parse(found.body) as ContactBody,
      tags: JSON.parse(found.tags) as string[],
    }
  );
}

/** Throws `contact_not_found`. */
export async function getContact(
  reader: Executor,
  locationNo: number,
  id: string,
): Promise<StoredContact & { tagsJson: string }> {
  const found = await findContact(reader, locationNo, id);
  if (!found) throw errors.contactNotFound(id);
  return { id, body: found.body, version: found.version, tags: [], tagsJson: found.tags };
}

export type DuplicateSearch = { email?: string; number?: string; country?: string };
export type DuplicateFound = {
  body: string;
  tagsJson: string;
  version: number;
  matchingField: string;
};

/** The contact that a create with this e-mail or number would be a duplicate of. Throws `identifier_required`. */
export async function findDuplicate(
  reader: Executor,
  location: { no: number; country: string },
  search: DuplicateSearch,
): Promise<DuplicateFound | undefined> {
  if (!search.email?.trim() && !search.number?.trim()) throw errors.identifierRequired();
  const country = (search.country && parseCountry(search.country)) || location.country;
  const policy = await getContactPolicy(reader, location.no);
  const text: ContactChange['text'] = {
    email: search.email?.trim().replaceAll(' ', '+') || null,
    phone: search.number?.trim() ? phoneKey(search.number, country) : null,
  };
  const kinds = policy.allowDuplicates ? (['email', 'phone'] as const) : policy.unique;
  const [match] = await findMatches(reader, location.no, { text }, kinds);
  const found = match && (await findContactByNo(reader, location.no, match.no));
  return found && match
    ? {
        body: found.body,
        tagsJson: found.tags,
        version: found.version,
        matchingField: match.kind,
      }
    : undefined;
}
