import { errors } from '../../errors/catalogue.ts';
import type { CommandContext, CommandOutcome, Engine, Executor } from '../../storage/engine.ts';
import { getFieldDefinitions, noFieldDefinitions } from '../custom-fields/field-definitions.ts';
import { getDuplicatePolicy } from '../locations/policy.ts';
import type { ContactChange, StoredContact } from './contact-body.ts';
import {
  type UpsertOutput,
  createContactCommand,
  deleteContactCommand,
  findMatches,
  updateContactCommand,
  upsertContactCommand,
} from './contact-commands.ts';
import { type ContactInput, toContactChange } from './contact-input.ts';
import { findContact, findContactByNo } from './contacts.store.ts';
import { phoneKey } from './contact-filters.ts';

/** Where and under which rules a contact is written. */
export type ContactPlace = {
  location: { no: number; id: string; country: string };
  lowerCaseTags: boolean;
  /** Told of what was accepted but not used as sent. */
  warn(sentence: string): void;
};

async function changeFor(
  reader: Executor,
  { location, lowerCaseTags, warn }: ContactPlace,
  input: ContactInput,
): Promise<ContactChange> {
  const fields = input.customFields
    ? await getFieldDefinitions(reader, location.no)
    : noFieldDefinitions;
  return toContactChange(input, { country: location.country, lowerCaseTags, fields, warn });
}

/** The check of values alone; throws `validation_failed`. */
export async function checkContactValues(
  input: ContactInput,
  location: ContactPlace['location'],
  reader: Executor,
): Promise<void> {
  await changeFor(reader, { location, lowerCaseTags: false, warn: () => undefined }, input);
}

/** Throws `validation_failed` or `duplicate_contact`. `newId` is the id it will have. */
export async function createContact(
  engine: Engine,
  place: ContactPlace,
  input: ContactInput,
  newId: string,
  context: CommandContext,
): Promise<CommandOutcome<StoredContact>> {
  const { no, id, country } = place.location;
  const change = await changeFor(engine.read, place, input);
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
  const locationNo = place.location.no;
  const change = await changeFor(engine.read, place, input);
  return engine.run(updateContactCommand, { locationNo, id, change, ifVersion }, context);
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

/** Updates the contact that the location's policy matches, else creates one. */
export async function upsertContact(
  engine: Engine,
  place: ContactPlace,
  input: ContactInput & { createNewIfDuplicateAllowed?: boolean },
  newId: string,
  context: CommandContext,
): Promise<CommandOutcome<UpsertOutput>> {
  const { no, id, country } = place.location;
  const command = {
    locationNo: no,
    locationId: id,
    id: newId,
    country,
    change: await changeFor(engine.read, place, input),
    createNewIfDuplicateAllowed: input.createNewIfDuplicateAllowed ?? false,
  };
  return engine.run(upsertContactCommand, command, context);
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

export type DuplicateSearch = { email?: string; number?: string };
export type DuplicateFound = {
  body: string;
  tagsJson: string;
  version: number;
  matchingField: string;
};

/** The contact that a create with this e-mail or number would be a duplicate of. */
export async function findDuplicate(
  reader: Executor,
  location: { no: number; country: string },
  search: DuplicateSearch,
): Promise<DuplicateFound | undefined> {
  const policy = await getDuplicatePolicy(reader, location.no);
  const text: ContactChange['text'] = {
    email: search.email?.trim().replaceAll(' ', '+') || null,
    phone: search.number?.trim() ? phoneKey(search.number, location.country) : null,
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
