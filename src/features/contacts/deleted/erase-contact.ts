import { randomBytes } from 'node:crypto';
import { errors } from '../../../errors/catalogue.ts';
import {
  type CommandContext,
  type CommandTools,
  type Engine,
  type Transaction,
  defineCommand,
} from '../../../storage/engine.ts';
import { recordEvent } from '../../events/events.ts';
import { eraseFromParts } from '../../contact-parts/contact-parts.ts';
import { findContact, findDeletedContact, markContactDeleted } from '../contacts.store.ts';
import {
  clearOutcomes,
  deleteContactEvents,
  deleteContactRows,
  deleteErasedContact,
  insertErasure,
  moveErasure,
  selectErasure,
} from './erasures.store.ts';
import { hideContact } from './hide-contact.ts';

type OfContact = { locationNo: number; contactNo: number };

const sliceOfRows = 500;
const sliceOfOutcomes = 2000;
/** So many a request does by itself; housekeeping does what is left. */
const slicesAtOnce = 200;

export const eraseContactCommand = defineCommand({
  name: 'contacts.erase',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    { locationNo, id }: { locationNo: number; id: string },
    tools: CommandTools,
  ): Promise<OfContact> => {
    const live = await findContact(tx, locationNo, id);
    const found = live ?? (await findDeletedContact(tx, locationNo, id));
    if (!found) throw errors.contactNotFound(id);
    const of = { locationNo, contactNo: found.no };
    if (live) {
      await hideContact(tx, of);
      const { no, version } = live;
      await markContactDeleted(tx, { locationNo, no, version, at: tools.now });
    }
    await eraseFromParts(tx, { ...of, contactId: id });
    await insertErasure(tx, { ...of, id });
    const event = { locationNo, type: 'contact.erased' as const, recordId: id, contactId: id };
    await recordEvent(tx, { ...event, before: null, after: null }, tools);
    return of;
  },
});

/**
 * Removes the next rows of a contact that is being erased, of any when none is named; its own row
 * last. Says whether something is left to do.
 */
export const eraseSliceCommand = defineCommand({
  name: 'contacts.erase-slice',
  whenFull: 'goes on',
  run: async (tx: Transaction, of: OfContact | null): Promise<boolean> => {
    const erasure = await selectErasure(tx, of);
    if (!erasure) return false;
    tx.leaveNoTrace();
    if ((await deleteContactRows(tx, erasure, sliceOfRows)) === sliceOfRows) return true;
    if ((await deleteContactEvents(tx, erasure, sliceOfRows)) === sliceOfRows) return true;
    // Nobody can repeat what is not known any more.
    const emptied = { outcome: '{"value":null}', fingerprint: randomBytes(32) };
    const stopped = await clearOutcomes(tx, erasure, sliceOfOutcomes, emptied);
    if (stopped) {
      await moveErasure(tx, erasure, stopped);
      return true;
    }
    await deleteErasedContact(tx, erasure);
    return of === null;
  },
});

/**
 * Removes every trace of a live or deleted contact but one event, which says that it happened to
 * this id. Throws `contact_not_found`.
 */
export async function eraseContact(
  engine: Engine,
  of: { locationNo: number; id: string },
  context: CommandContext,
): Promise<void> {
  const { value: contact } = await engine.run(eraseContactCommand, of, context);
  for (let each = 0; each < slicesAtOnce; each += 1) {
    if (!(await engine.run(eraseSliceCommand, contact, context)).value) return;
  }
}
