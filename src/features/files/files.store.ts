import { sql } from 'kysely';
import type { Executor } from '../../storage/engine.ts';
import { hasRoom, rowsOf } from '../../storage/room.ts';
import { statement } from '../../storage/statement.ts';
import type { FileRow, NewFileRow } from '../../storage/tables/files.ts';

const byId = statement<{ locationNo: number; id: string }, FileRow>((db, p) =>
  db
    .selectFrom('files')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id)
    // With a deleted contact its files hide, unless a live one holds them; a restore brings them back.
    .where((eb) =>
      eb.or([
        eb('contact_no', 'is', null),
        eb.exists(
          eb
            .selectFrom('contacts')
            .select('contacts.no')
            .whereRef('contacts.no', '=', 'files.contact_no')
            .where('deleted_at', 'is', null),
        ),
        eb.exists(
          eb
            .selectFrom('file_references')
            .innerJoin('contacts as holder', 'holder.no', 'file_references.contact_no')
            .select('holder.no')
            .whereRef('file_references.location_no', '=', 'files.location_no')
            .whereRef('file_references.file_id', '=', 'files.id')
            .where('held', '=', 1)
            .where('holder.deleted_at', 'is', null),
        ),
      ]),
    ),
);

export async function selectFile(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<FileRow | undefined> {
  return (await executor.run(byId, { locationNo, id }))[0];
}

const ofLocation = rowsOf(
  (p: { locationNo: number }) => sql`files where location_no = ${p.locationNo}`,
);
const ofContact = rowsOf(
  (p: { locationNo: number; contactNo: number }) =>
    sql`files where location_no = ${p.locationNo} and contact_no = ${p.contactNo}`,
);

/** `contactNo` null is of the whole location. */
export function hasRoomForFile(
  tx: Executor,
  { locationNo, contactNo }: { locationNo: number; contactNo: number | null },
  most: number,
): Promise<boolean> {
  if (contactNo === null) return hasRoom(tx, ofLocation, { locationNo }, most);
  return hasRoom(tx, ofContact, { locationNo, contactNo }, most);
}

export async function insertFile(tx: Executor, row: NewFileRow): Promise<FileRow> {
  return tx.db.insertInto('files').values(row).returningAll().executeTakeFirstOrThrow();
}

/** Those of the ids that some location has; for the sweep, which knows no location. */
export async function selectKnownIds(reader: Executor, ids: readonly string[]): Promise<string[]> {
  const known: string[] = [];
  for (const id of ids) {
    const row = await reader.db
      .selectFrom('files')
      .select('id')
      .where('id', '=', id)
      .limit(1)
      .execute();
    known.push(...row.map((each) => each.id));
  }
  return known;
}

export async function selectLocationFileIds(
  tx: Executor,
  locationNo: number,
  limit: number,
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('files')
    .select('id')
    .where('location_no', '=', locationNo)
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The row goes at once; the bytes when housekeeping comes by. */
export async function deleteFileRow(tx: Executor, locationNo: number, id: string): Promise<void> {
  await tx.db
    .deleteFrom('file_references')
    .where('location_no', '=', locationNo)
    .where('file_id', '=', id)
    .execute();
  await tx.db
    .deleteFrom('files')
    .where('location_no', '=', locationNo)
    .where('id', '=', id)
    .execute();
  await tx.db.insertInto('file_removals').values({ location_no: locationNo, id }).execute();
}

export type FileRemoval = { location_no: number; id: string };

export async function selectFileRemovals(reader: Executor, limit: number): Promise<FileRemoval[]> {
  return reader.db.selectFrom('file_removals').selectAll().limit(limit).execute();
}

export async function deleteFileRemovals(
  tx: Executor,
  removals: readonly FileRemoval[],
): Promise<void> {
  for (const { location_no, id } of removals) {
    await tx.db
      .deleteFrom('file_removals')
      .where('location_no', '=', location_no)
      .where('id', '=', id)
      .execute();
  }
}
