import { toIsoTime } from '../../lib/iso-time.ts';
import type { NoteRow } from '../../storage/tables/notes.ts';

/** A note as rules hand it out; what is not set is absent. */
export type Note = {
  id: string;
  body: string;
  userId?: string;
  dateAdded: string;
  contactId: string;
  title?: string;
  color?: string;
  pinned: boolean;
};

/** Absent is unchanged, null clears. */
export type NoteChange = {
  body?: string;
  userId?: string | null;
  title?: string | null;
  color?: string | null;
  pinned?: boolean;
};

/** What lists are ordered by besides the note itself. */
export type ListedNote = Note & { no: number };

export function toNote(row: NoteRow, contactId: string): Note {
  return {
    id: row.id,
    body: row.body,
    ...(row.user_id !== null && { userId: row.user_id }),
    dateAdded: toIsoTime(row.created_at),
    contactId,
    ...(row.title !== null && { title: row.title }),
    ...(row.color !== null && { color: row.color }),
    pinned: row.pinned === 1,
  };
}
