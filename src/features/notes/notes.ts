import { errors } from '../../errors/catalogue.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type Engine,
  type Executor,
  defineQuery,
} from '../../storage/engine.ts';
import { readPage } from '../../storage/read-page.ts';
import { getContactNo } from '../contact-ids/contact-ids.ts';
import { type RecordPage, placeAfter } from '../../lib/record-pages.ts';
import { createNoteCommand, deleteNoteCommand, updateNoteCommand } from './note-commands.ts';
import { type ListedNote, type Note, type NoteChange, toNote } from './note.ts';
import {
  bytesOfNote,
  countNotes,
  selectNote,
  selectNoteSizes,
  selectNotes,
} from './notes.store.ts';

export type OfContact = { locationNo: number; contactId: string };

/** Off the HTTP thread: a page can carry megabytes. */
export const listNotesQuery = defineQuery({
  name: 'notes.list',
  run: async (
    reader: Executor,
    input: OfContact & { before: number; limit: number },
  ): Promise<RecordPage<ListedNote>> => {
    const { locationNo, contactId, before, limit } = input;
    const contactNo = await getContactNo(reader, locationNo, contactId);
    const page = { locationNo, contactNo, before };
    const { rows, ...rest } = await readPage(
      limit,
      (most) => selectNoteSizes(reader, { ...page, limit: most }),
      (most) => selectNotes(reader, { ...page, limit: most }),
      bytesOfNote,
    );
    return {
      ...rest,
      rows: rows.map((row) => ({ ...toNote(row, contactId), no: row.no })),
      total: await countNotes(reader, { locationNo, contactNo }),
    };
  },
});

/** Newest first; throws `contact_not_found`, or `validation_failed` on a cursor that is none. */
export function listNotes(
  engine: Engine,
  of: OfContact,
  { limit, after }: { limit: number; after: string | undefined },
  signal: AbortSignal,
): Promise<RecordPage<ListedNote>> {
  const [before = Number.MAX_SAFE_INTEGER] = after === undefined ? [] : placeAfter(after, 1);
  return engine.query(listNotesQuery, { ...of, before, limit }, { signal });
}

/** Throws `contact_not_found` or `record_not_found`. */
export async function getNote(reader: Executor, of: OfContact & { id: string }): Promise<Note> {
  const { locationNo, contactId, id } = of;
  const contactNo = await getContactNo(reader, locationNo, contactId);
  const row = await selectNote(reader, { locationNo, contactNo, id });
  if (!row) throw errors.recordNotFound('Note', id);
  return toNote(row, contactId);
}

/** Throws `contact_not_found`. */
export function createNote(
  engine: Engine,
  of: OfContact,
  change: NoteChange & { body: string },
  context: CommandContext,
): Promise<CommandOutcome<Note>> {
  return engine.run(createNoteCommand, { ...of, change }, context);
}

/** Changes what is sent; throws `contact_not_found` or `record_not_found`. */
export async function updateNote(
  engine: Engine,
  of: OfContact & { id: string },
  change: NoteChange,
  context: CommandContext,
): Promise<Note> {
  return (await engine.run(updateNoteCommand, { ...of, change }, context)).value;
}

/** Throws `contact_not_found` or `record_not_found`. */
export async function deleteNote(
  engine: Engine,
  of: OfContact & { id: string },
  context: CommandContext,
): Promise<void> {
  await engine.run(deleteNoteCommand, of, context);
}
