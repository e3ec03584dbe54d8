import { sql } from 'kysely';
import { jsonBytes } from '../../lib/page-bytes.ts';
import { byteLength, stillWanted } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import { hasRoom, rowsOf } from '../../storage/room.ts';
import { statement } from '../../storage/statement.ts';
import type { NoteRow } from '../../storage/tables/notes.ts';

/** A contact of a location, by its surrogate key. */
export type NoteOwner = { locationNo: number; contactNo: number };

export type NoteValues = {
  body: string;
  userId: string | null;
  title: string | null;
  color: string | null;
  pinned: number;
  at: number;
};

const insert = statement<NoteOwner & NoteValues & { id: string }, NoteRow>((db, p) =>
  db
    .insertInto('notes')
    .values({
      location_no: p.locationNo,
      contact_no: p.contactNo,
      id: p.id,
      body: p.body,
      user_id: p.userId,
      title: p.title,
      color: p.color,
      pinned: p.pinned,
      created_at: p.at,
      updated_at: p.at,
    })
    .returningAll(),
);

const ofContact = rowsOf(
  (p: NoteOwner) => sql`notes where location_no = ${p.locationNo} and contact_no = ${p.contactNo}`,
);

export function hasRoomForNote(tx: Executor, of: NoteOwner, most: number): Promise<boolean> {
  return hasRoom(tx, ofContact, of, most);
}

export async function insertNote(
  tx: Executor,
  note: NoteOwner & NoteValues & { id: string },
): Promise<NoteRow> {
  const [row] = await tx.run(insert, note);
  if (!row) throw new Error('an insert returned no row');
  return row;
}

const select = statement<NoteOwner & { id: string }, NoteRow>((db, p) =>
  db
    .selectFrom('notes')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id)
    .where('contact_no', '=', p.contactNo),
);

/** The note of this id if it is this contact's. */
export async function selectNote(
  executor: Executor,
  of: NoteOwner & { id: string },
): Promise<NoteRow | undefined> {
  return (await executor.run(select, of))[0];
}

const update = statement<NoteValues & { locationNo: number; no: number }, NoteRow>((db, p) =>
  db
    .updateTable('notes')
    .set({
      body: p.body,
      user_id: p.userId,
      title: p.title,
      color: p.color,
      pinned: p.pinned,
      updated_at: p.at,
    })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo)
    .returningAll(),
);

export async function updateNoteRow(
  tx: Executor,
  note: NoteValues & { locationNo: number; no: number },
): Promise<NoteRow> {
  const [row] = await tx.run(update, note);
  if (!row) throw new Error('an update found no row');
  return row;
}

const remove = statement<{ locationNo: number; no: number }, unknown>((db, p) =>
  db.deleteFrom('notes').where('no', '=', p.no).where('location_no', '=', p.locationNo),
);

export async function deleteNoteRow(
  tx: Executor,
  note: { locationNo: number; no: number },
): Promise<void> {
  await tx.run(remove, note);
}

export type NotePage = NoteOwner & { before: number; limit: number };

const newest = statement<NotePage, NoteRow>((db, p) =>
  db
    .selectFrom('notes')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where('contact_no', '=', p.contactNo)
    .where('no', '<', p.before)
    .orderBy('no', 'desc')
    .limit(p.limit),
);

/** Newest first, below a surrogate key. */
export async function selectNotes(reader: Executor, page: NotePage): Promise<NoteRow[]> {
  return reader.run(newest, page);
}

const sizes = statement<NotePage, { bytes: number }>((db, p) =>
  db
    .selectFrom('notes')
    .select(sql<number>`2 * ${byteLength('body')} + 1000`.as('bytes'))
    .where('location_no', '=', p.locationNo)
    .where('contact_no', '=', p.contactNo)
    .where('no', '<', p.before)
    .where(stillWanted())
    .orderBy('no', 'desc')
    .limit(p.limit),
);

/** About how many bytes of a reply each note of a page takes: its body, and at most that again as text. */
export async function selectNoteSizes(reader: Executor, page: NotePage): Promise<number[]> {
  return (await reader.run(sizes, page)).map(({ bytes }) => bytes);
}

/** The same as it is written. */
export function bytesOfNote({ body }: NoteRow): number {
  return 2 * jsonBytes(body) + 1000;
}

const count = statement<NoteOwner, { total: number }>((db, p) =>
  db
    .selectFrom('notes')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('location_no', '=', p.locationNo)
    .where('contact_no', '=', p.contactNo)
    .where(stillWanted()),
);

export async function countNotes(reader: Executor, of: NoteOwner): Promise<number> {
  return (await reader.run(count, of))[0]?.total ?? 0;
}
