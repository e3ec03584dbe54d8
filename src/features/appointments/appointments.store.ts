import { type Selectable, sql } from 'kysely';
import { byteLength, orElse, stillWanted } from '../../storage/dialect.ts';
import type { Executor } from '../../storage/engine.ts';
import { statement } from '../../storage/statement.ts';
import type { BusinessTables } from '../../storage/tables/businesses.ts';

export type AppointmentRow = Selectable<BusinessTables['appointments']> & { contact_id: string };

const selectById = statement<{ locationNo: number; id: string }, AppointmentRow>((db, p) =>
  db
    .selectFrom('appointments')
    .innerJoin('contacts', 'contacts.no', 'appointments.contact_no')
    .selectAll('appointments')
    .select('contacts.id as contact_id')
    .where('appointments.location_no', '=', p.locationNo)
    .where('appointments.id', '=', p.id)
    .where('contacts.deleted_at', 'is', null),
);

/** An appointment of a live contact of the location, or undefined. */
export async function findAppointment(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<AppointmentRow | undefined> {
  return (await executor.run(selectById, { locationNo, id }))[0];
}

type New = {
  locationNo: number;
  contactNo: number;
  id: string;
  startAt: number;
  endAt: number;
  body: string;
  at: number;
};

const insert = statement<New, unknown>((db, p) =>
  db.insertInto('appointments').values({
    location_no: p.locationNo,
    contact_no: p.contactNo,
    id: p.id,
    start_at: p.startAt,
    end_at: p.endAt,
    body: p.body,
    created_at: p.at,
    updated_at: p.at,
  }),
);

export async function insertAppointment(tx: Executor, appointment: New): Promise<void> {
  await tx.run(insert, appointment);
}

type OfRow = { locationNo: number; no: number };
type Changed = OfRow & Pick<New, 'startAt' | 'endAt' | 'body' | 'at'>;

const update = statement<Changed, unknown>((db, p) =>
  db
    .updateTable('appointments')
    .set({ start_at: p.startAt, end_at: p.endAt, body: p.body, updated_at: p.at })
    .where('no', '=', p.no)
    .where('location_no', '=', p.locationNo),
);

export async function updateAppointmentRow(tx: Executor, appointment: Changed): Promise<void> {
  await tx.run(update, appointment);
}

const remove = statement<OfRow, unknown>((db, p) =>
  db.deleteFrom('appointments').where('no', '=', p.no).where('location_no', '=', p.locationNo),
);

export async function deleteAppointmentRow(tx: Executor, of: OfRow): Promise<void> {
  await tx.run(remove, of);
}

type OfContact = { locationNo: number; contactNo: number };

type Held = { total: number; bytes: number };

const held = statement<OfContact, Held>((db, p) =>
  db
    .selectFrom('appointments')
    .select(({ fn }) => [
      fn.countAll<number>().as('total'),
      orElse(sql<number>`sum(${byteLength('body')})`, 0).as('bytes'),
    ])
    .where('contact_no', '=', p.contactNo)
    .where('location_no', '=', p.locationNo),
);

/** How many appointments a contact has, and what they take together. */
export async function sumAppointments(tx: Executor, of: OfContact): Promise<Held> {
  return (await tx.run(held, of))[0] ?? { total: 0, bytes: 0 };
}

/** All appointments of a contact by their start: a limited number. */
export async function selectAppointments(
  reader: Executor,
  { locationNo, contactNo }: OfContact,
): Promise<AppointmentRow[]> {
  return reader.db
    .selectFrom('appointments')
    .innerJoin('contacts', 'contacts.no', 'appointments.contact_no')
    .selectAll('appointments')
    .select('contacts.id as contact_id')
    .where('contact_no', '=', contactNo)
    .where('appointments.location_no', '=', locationNo)
    .where(stillWanted())
    .orderBy('start_at')
    .orderBy('appointments.no')
    .execute();
}
