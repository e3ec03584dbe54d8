import type { Actor } from '../../../lib/actor.ts';
import type { CommandContext, Engine } from '../../../storage/engine.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../../storage/engine.ts';
import { changeContact } from './write-contact.ts';
import {
  deleteRemoval,
  moveRemoval,
  selectContactSlice,
  selectRemoval,
} from './field-removals.store.ts';

const sliceOfContacts = 500;
/** So many a request does by itself: 20,000 contacts. */
const slicesAtOnce = 40;

type Slice = { locationNo: number; fieldId: string } | null;

/**
 * Takes the values of a deleted field off the next contacts, each with its event; of any field when
 * none is named. Says whether something is left to do.
 */
export const removeFieldValuesCommand = defineCommand({
  name: 'customFields.removeValues',
  whenFull: 'goes on',
  run: async (tx: Transaction, of: Slice, tools: CommandTools): Promise<boolean> => {
    const removal = await selectRemoval(tx, of ?? undefined);
    if (!removal) return false;
    const { locationNo, fieldId } = removal;
    const contacts = await selectContactSlice(tx, removal, sliceOfContacts);
    // Written by the command that deleted the field.
    const actor = JSON.parse(removal.actor) as Actor;
    for (const { id, hasValue } of contacts) {
      if (!hasValue) continue;
      const cleared = { text: {}, customFields: [{ id: fieldId, value: null }] };
      await changeContact(tx, { locationNo, id }, () => cleared, { ...tools, actor });
    }
    const last = contacts.at(-1);
    if (last && contacts.length === sliceOfContacts) {
      await moveRemoval(tx, { ...removal, afterContactId: last.id });
      return true;
    }
    await deleteRemoval(tx, removal);
    return of === null;
  },
});

/** Slice after slice, to a bound; housekeeping does what is left. */
export async function removeFieldValues(
  engine: Engine,
  of: Slice,
  context: CommandContext,
): Promise<void> {
  const { idempotency: _once, ...slices } = context;
  for (let each = 0; each < slicesAtOnce; each += 1) {
    if (!(await engine.run(removeFieldValuesCommand, of, slices)).value) return;
  }
}
