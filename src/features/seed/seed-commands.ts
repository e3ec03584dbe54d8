import { performance } from 'node:perf_hooks';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import { findMatches } from '../contacts/write/contact-commands.ts';
import { type InputRules, toContactChange } from '../contacts/write/contact-input.ts';
import { writeNewContact } from '../contacts/write/write-contact.ts';
import { type FieldDefinitions, getFieldDefinitions } from '../custom-fields/field-definitions.ts';
import { type ContactPolicy, getContactPolicy } from '../locations/policy.ts';
import { createNoteCommand } from '../notes/note-commands.ts';
import { type SeedPeople, type SeedPerson, personAt } from './person.ts';
import { isSeedField, seedFields } from './seed-fields.ts';

type Place = { locationNo: number; locationId: string };
export type SeedSliceInput = Place &
  SeedPeople & {
    /** The numbers of the people of the slice: from the first to before the end. */
    first: number;
    end: number;
  };
/** What came of a slice, and how long it held the database: waiting for that is no part of it. */
export type SeedSlice = { made: number; notes: number; tookMs: number };

/** Those people who are not there yet, each as it would have been written when it was added. */
export const seedSliceCommand = defineCommand({
  name: 'seed.slice',
  run: async (tx: Transaction, input: SeedSliceInput, tools: CommandTools): Promise<SeedSlice> => {
    const fromMs = performance.now();
    const policy = await getContactPolicy(tx, input.locationNo);
    const fields = await getFieldDefinitions(tx, input.locationNo, policy.fieldsVersion);
    const write = writerOf(tx, { place: input, policy, fields }, tools);
    const slice = { made: 0, notes: 0 };
    for (let n = input.first; n < input.end; n += 1) {
      const person = personAt(input, n);
      if (!(await write(person))) continue;
      slice.made += 1;
      slice.notes += person.notes.length;
    }
    return { ...slice, tookMs: performance.now() - fromMs };
  },
});

/** Loaded on the writer thread. */
export const seedCommands = [seedSliceCommand] as const;

type Written = { place: Place; policy: ContactPolicy; fields: FieldDefinitions };

/** Writes a person with the notes, unless the location has the person already. */
function writerOf(
  tx: Transaction,
  { place, policy, fields }: Written,
  tools: CommandTools,
): (person: SeedPerson) => Promise<boolean> {
  const { locationNo, locationId } = place;
  const ids = seedFields.map(
    (each) => [...fields.byId.values()].find((field) => isSeedField(each, field))?.id,
  );
  return async ({ contact, phone, fieldValues, notes, addedAt }) => {
    const values = ids.flatMap((id, at) => {
      const value = fieldValues[at];
      return id === undefined || value === undefined ? [] : [{ id, field_value: value }];
    });
    const change = toContactChange({ ...contact, customFields: values }, rulesOf(fields));
    if (phone !== undefined) change.text.phone = phone;
    const [first] = await findMatches(tx, locationNo, change, ['email', 'phone']);
    // Somebody else may have the number; the person is known by the e-mail.
    if (first && (first.kind === 'email' || !change.text.email)) return false;
    if (first) change.text.phone = null;
    const id = tools.newId();
    const country = change.text.country ?? '';
    const made = { locationNo, locationId, id, country, change };
    await writeNewContact(tx, made, policy, { ...tools, now: addedAt });
    for (const { title, body, at } of notes) {
      const note = { locationNo, contactId: id, change: { title, body } };
      await createNoteCommand.run(tx, note, { ...tools, now: at });
    }
    return true;
  };
}

/** An option that the location has no more is left out. */
function rulesOf(fields: FieldDefinitions): InputRules {
  return {
    country: 'US',
    timeZone: 'UTC',
    lowerCaseTags: false,
    namelessContact: 'accept',
    differingName: 'parts',
    unreadableValue: 'drop',
    fields,
    warn: () => undefined,
  };
}
