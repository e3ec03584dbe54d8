import { sql } from 'kysely';
import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';

type OfContact = { locationNo: number; contactNo: number };
type OfField = OfContact & { fieldId: string };

const release = statement<OfField, unknown>((db, p) =>
  db
    .updateTable('file_references')
    .set({ held: 0 })
    .where('contact_no', '=', p.contactNo)
    .where('field_id', '=', p.fieldId)
    .where('location_no', '=', p.locationNo),
);

/** The field's value holds none of its files any more. */
export async function releaseFiles(tx: Executor, of: OfField): Promise<void> {
  await tx.run(release, of);
}

/** Nothing is held that is no file of the location. */
export async function holdFile(tx: Executor, of: OfField & { fileId: string }): Promise<void> {
  await sql`
    insert into file_references (location_no, file_id, contact_no, field_id, held)
    select location_no, id, ${of.contactNo}, ${of.fieldId}, 1 from files
    where location_no = ${of.locationNo} and id = ${of.fileId}
    on conflict (location_no, file_id, contact_no, field_id) do update set held = 1`.execute(tx.db);
}

/**
 * The files that go or stay with a contact: those uploaded for it and those that its fields hold or
 * held, but no other contact's own; each with a field of another contact that holds it.
 */
export async function selectFilesOf(
  tx: Executor,
  { locationNo, contactNo }: OfContact,
): Promise<{ id: string; heldBy: string | null }[]> {
  const { rows } = await sql<{ id: string; heldBy: string | null }>`
    select f.id, (
      select r.field_id from file_references r
      where r.location_no = f.location_no and r.file_id = f.id
        and r.contact_no <> ${contactNo} and r.held = 1 limit 1) as "heldBy"
    from files f
    where f.location_no = ${locationNo} and f.no in (
      select no from files where contact_no = ${contactNo}
      union
      select o.no from file_references r
      join files o on o.location_no = r.location_no and o.id = r.file_id and o.contact_no is null
      where r.contact_no = ${contactNo})`.execute(tx.db);
  return rows;
}

export async function deleteReferencesOf(tx: Executor, contactNo: number): Promise<void> {
  await tx.db.deleteFrom('file_references').where('contact_no', '=', contactNo).execute();
}

/** For a file that outlives the contact it was uploaded for. */
export async function giveFileToField(
  tx: Executor,
  { locationNo, id, fieldId }: { locationNo: number; id: string; fieldId: string },
): Promise<void> {
  await tx.db
    .updateTable('files')
    .set({ contact_no: null, field_id: fieldId })
    .where('location_no', '=', locationNo)
    .where('id', '=', id)
    .execute();
}
