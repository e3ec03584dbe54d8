import type { Static } from 'typebox';
import type { updateNote } from '../../../contract/notes/operations.ts';
import { plainTextOf } from '../../lib/plain-text.ts';
import { isBlank } from '../../lib/text.ts';
import { type RecordPage, recordCursor } from '../../lib/record-pages.ts';
import type { ListedNote, Note, NoteChange } from './note.ts';

type NoteBody = Static<NonNullable<(typeof updateNote)['body']>>;

export function fromNoteWire(sent: NoteBody): NoteChange {
  const { body, userId, title, color, pinned } = sent;
  return {
    ...(body !== undefined && { body }),
    ...(userId !== undefined && { userId: filled(userId) }),
    ...(title !== undefined && { title: filled(title) }),
    ...(color !== undefined && { color: filled(color) }),
    ...(pinned !== undefined && { pinned }),
  };
}

/** A blank text clears, as null does. */
function filled(text: string | null): string | null {
  return text === null || isBlank(text) ? null : text;
}

/** As the live service answers: with the text of the body, and a list of what else hangs on the note. */
export function toNoteWire(note: Note): object {
  const { id, body, userId, dateAdded, contactId, title, color, pinned } = note;
  return {
    id,
    body,
    bodyText: plainTextOf(body),
    userId: userId ?? null,
    dateAdded,
    contactId,
    title,
    color,
    pinned,
    relations: [],
  };
}

export function toNotesWire({ rows, total, more }: RecordPage<ListedNote>): object {
  const last = rows.at(-1);
  const nextCursor = more && last ? recordCursor(last.no) : null;
  return { notes: rows.map(toNoteWire), meta: { total, nextCursor, more } };
}
