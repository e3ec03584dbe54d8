import { randomBytes } from 'node:crypto';
import { errors } from '../../../errors/catalogue.ts';
import {
  type CommandContext,
  type CommandTools,
  type Engine,
  type Transaction,
  defineCommand,
} from '../../../storage/engine.ts';
import { type PlaceInIndex, isGoneFromIndex, placeInIndex } from '../../../storage/index-state.ts';
import { eraseFromParts } from '../../contact-parts/contact-parts.ts';
import { recordEvent } from '../../events/events.ts';
import { defineJobKind } from '../../jobs/job.ts';
import { type StartedJob, startJob } from '../../jobs/job-commands.ts';
import { findContact, findDeletedContact, markContactDeleted } from '../contacts.store.ts';
import {
  type OutcomePlace,
  clearOutcomes,
  deleteContactEvents,
  deleteContactRows,
  deleteErasedContact,
  insertErasure,
} from './erasures.store.ts';
import { hideContact } from './hide-contact.ts';

const sliceOfRows = 500;
const sliceOfOutcomes = 2000;

export const eraseContactCommand = defineCommand({
  name: 'contacts.erase',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    { locationNo, id }: { locationNo: number; id: string },
    tools: CommandTools,
  ): Promise<StartedJob> => {
    const live = await findContact(tx, locationNo, id);
    const found = live ?? (await findDeletedContact(tx, locationNo, id));
    if (!found) throw errors.contactNotFound(id);
    const of = { locationNo, contactNo: found.no };
    if (live) {
      await hideContact(tx, of);
      const { no, version } = live;
      await markContactDeleted(tx, { locationNo, no, version, at: tools.now });
    }
    await eraseFromParts(tx, { ...of, contactId: id }, tools);
    await insertErasure(tx, { ...of, id });
    const event = { locationNo, type: 'contact.erased' as const, recordId: id, contactId: id };
    await recordEvent(tx, { ...event, before: null, after: null }, tools);
    const input: EraseInput = { contactNo: found.no };
    return startJob(tx, { locationNo, kind: 'erase-contact', subjectId: id, input }, tools);
  },
});

type EraseInput = { contactNo: number };

/** Removes what hangs on an erased contact: its rows, its events, what replies told of it, itself. */
export const eraseContactJob = defineJobKind<EraseInput, OutcomePlace | PlaceInIndex>({
  kind: 'erase-contact',
  slice: async (tx, { locationNo, subjectId, input, cursor }) => {
    const of = { locationNo, contactId: subjectId, ...input };
    tx.leaveNoTrace();
    if (cursor === null) {
      const rows = await deleteContactRows(tx, of, sliceOfRows);
      if (rows === sliceOfRows) return { done: rows, more: true };
      const events = await deleteContactEvents(tx, of, sliceOfRows);
      const done = rows + events;
      if (events === sliceOfRows) return { done, more: true };
      return { done, more: true, cursor: firstOutcome };
    }
    if ('takenOut' in cursor) {
      if (!(await isGoneFromIndex(tx, cursor))) return { done: 0, more: true };
      await deleteErasedContact(tx, of);
      return { done: 1, more: false };
    }
    // Nobody can repeat what is not known any more.
    const emptied = { outcome: '{"value":null}', fingerprint: randomBytes(32) };
    const stopped = await clearOutcomes(tx, { ...of, after: cursor }, sliceOfOutcomes, emptied);
    return { done: 0, more: true, cursor: stopped ?? (await placeInIndex(tx)) };
  },
});

const firstOutcome: OutcomePlace = { actorKey: '', key: '' };

/**
 * Removes every trace of a live or deleted contact but one event, which says that it happened to
 * this id: hidden at once, and the job removes the rest. Throws `contact_not_found`.
 */
export async function eraseContact(
  engine: Engine,
  of: { locationNo: number; id: string },
  context: CommandContext,
): Promise<StartedJob> {
  return (await engine.run(eraseContactCommand, of, context)).value;
}
