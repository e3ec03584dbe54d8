import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';
import type { FileRow, NewFileRow } from '../../storage/tables/files.ts';

const byId = statement<{ locationNo: number; id: string }, FileRow>((db, p) =>
  db
    .selectFrom('files')
    .selectAll()
    .where('location_no', '=', p.locationNo)
    .where('id', '=', p.id)
    // With a deleted contact its files hide, and a restore brings them back.
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

/** At most so many ids of a contact's files, and of those named that belong to no contact. */
export async function selectContactFileIds(
  tx: Executor,
  { locationNo, contactNo, named }: { locationNo: number; contactNo: number; named: string[] },
): Promise<string[]> {
  const own = await tx.db
    .selectFrom('files')
    .select('id')
    .where('contact_no', '=', contactNo)
    .where('location_no', '=', locationNo)
    .execute();
  const others: string[] = [];
  for (const id of named) {
    const [row] = await tx.db
      .selectFrom('files')
      .select('id')
      .where('location_no', '=', locationNo)
      .where('id', '=', id)
      .where('contact_no', 'is', null)
      .execute();
    if (row) others.push(row.id);
  }
  return [...own.map(({ id }) => id), ...others];
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
