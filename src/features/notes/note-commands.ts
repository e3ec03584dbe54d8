import type { EventType } from '../../../contract/events/event-types.ts';
import { errors } from '../../errors/catalogue.ts';
import { differenceOf } from '../../lib/difference.ts';
import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import type { NoteRow } from '../../storage/tables/notes.ts';
import { getContactNo } from '../contact-ids/contact-ids.ts';
import { recordEvent } from '../events/events.ts';
import { type Note, type NoteChange, toNote } from './note.ts';
import {
  deleteNoteRow,
  hasRoomForNote,
  insertNote,
  selectNote,
  updateNoteRow,
} from './notes.store.ts';

type OfContact = { locationNo: number; contactId: string };
export type CreateNoteInput = OfContact & { change: NoteChange & { body: string } };
export type UpdateNoteInput = OfContact & { id: string; change: NoteChange };
export type DeleteNoteInput = OfContact & { id: string };

export const mostNotes = 10_000;

export const createNoteCommand = defineCommand({
  name: 'notes.create',
  run: async (tx: Transaction, input: CreateNoteInput, tools: CommandTools): Promise<Note> => {
    const { locationNo, contactId, change } = input;
    const contactNo = await getContactNo(tx, locationNo, contactId);
    if (!(await hasRoomForNote(tx, { locationNo, contactNo }, mostNotes))) {
      throw errors.limitReached('A contact', mostNotes, 'notes');
    }
    const row = await insertNote(tx, {
      locationNo,
      contactNo,
      id: tools.newId(),
      body: change.body,
      userId: change.userId ?? null,
      title: change.title ?? null,
      color: change.color ?? null,
      pinned: Number(change.pinned ?? false),
      at: tools.now,
    });
    const note = toNote(row, contactId);
    await recordNoteEvent(tx, 'note.created', input, note.id, null, note, tools);
    return note;
  },
});

export const updateNoteCommand = defineCommand({
  name: 'notes.update',
  run: async (tx: Transaction, input: UpdateNoteInput, tools: CommandTools): Promise<Note> => {
    const { locationNo, contactId, id, change } = input;
    const row = await getNoteRow(tx, input);
    const values = {
      body: change.body ?? row.body,
      userId: change.userId === undefined ? row.user_id : change.userId,
      title: change.title === undefined ? row.title : change.title,
      color: change.color === undefined ? row.color : change.color,
      pinned: change.pinned === undefined ? row.pinned : Number(change.pinned),
    };
    const before = toNote(row, contactId);
    const { body, user_id, title, color, pinned } = row;
    if (!differenceOf({ body, userId: user_id, title, color, pinned }, values)) return before;
    const place = { locationNo, no: row.no, at: tools.now };
    const after = toNote(await updateNoteRow(tx, { ...values, ...place }), contactId);
    const changed = differenceOf(before, after);
    if (changed) {
      await recordNoteEvent(tx, 'note.updated', input, id, changed.before, changed.after, tools);
    }
    return after;
  },
});

export const deleteNoteCommand = defineCommand({
  name: 'notes.delete',
  whenFull: 'goes on',
  run: async (tx: Transaction, input: DeleteNoteInput, tools: CommandTools): Promise<null> => {
    const row = await getNoteRow(tx, input);
    await deleteNoteRow(tx, { locationNo: input.locationNo, no: row.no });
    const before = toNote(row, input.contactId);
    await recordNoteEvent(tx, 'note.deleted', input, row.id, before, null, tools);
    return null;
  },
});

async function getNoteRow(tx: Transaction, of: OfContact & { id: string }): Promise<NoteRow> {
  const { locationNo, contactId, id } = of;
  const contactNo = await getContactNo(tx, locationNo, contactId);
  const row = await selectNote(tx, { locationNo, contactNo, id });
  if (!row) throw errors.recordNotFound('Note', id);
  return row;
}

function recordNoteEvent(
  tx: Transaction,
  type: EventType,
  { locationNo, contactId }: OfContact,
  recordId: string,
  before: object | null,
  after: object | null,
  tools: CommandTools,
): Promise<void> {
  const values = {
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  };
  return recordEvent(tx, { locationNo, type, recordId, contactId, ...values }, tools);
}

/** Loaded on the writer thread. */
export const noteCommands = [createNoteCommand, updateNoteCommand, deleteNoteCommand] as const;
