import { mostAppointments } from '../../../contract/bounds.ts';
import { errors } from '../../errors/catalogue.ts';
import { differenceOf } from '../../lib/difference.ts';
import { toZonedTime } from '../../lib/zoned-time.ts';
import {
  type CommandTools,
  type Executor,
  type Transaction,
  defineCommand,
} from '../../storage/engine.ts';
import type { ContactBody } from '../contacts/contact-body.ts';
import { getContactNo } from '../contact-ids/contact-ids.ts';
import { getContact } from '../contacts/write/contacts.ts';
import { recordEvent } from '../events/events.ts';
import {
  type Appointment,
  type AppointmentBody,
  type AppointmentChange,
  checkOrder,
} from './appointment.ts';
import {
  type AppointmentRow,
  sumAppointments,
  deleteAppointmentRow,
  findAppointment,
  insertAppointment,
  updateAppointmentRow,
} from './appointments.store.ts';

const usualLengthMs = 30 * 60_000;

type Place = { locationNo: number; timeZone: string };
type CreateInput = Place & {
  /** Whether the contact's name and owner may show in what is made. */
  knowsContact: boolean;
  contactId: string;
  calendarId: string;
  change: AppointmentChange & { start: NonNullable<AppointmentChange['start']> };
};

/** Of a live contact; throws `record_not_found`. */
export async function getAppointment(
  executor: Executor,
  locationNo: number,
  id: string,
): Promise<Appointment & { no: number; contactNo: number }> {
  const row = await findAppointment(executor, locationNo, id);
  if (!row) throw errors.recordNotFound('Appointment', id);
  return { ...toAppointment(row), no: row.no, contactNo: row.contact_no };
}

export function toAppointment(row: AppointmentRow): Appointment {
  return {
    id: row.id,
    contactId: row.contact_id,
    // Written by these commands and nowhere else.
    body: JSON.parse(row.body) as AppointmentBody,
    startAt: row.start_at,
    endAt: row.end_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** A contact's appointments are one reply: what they may take together. */
export const mostAppointmentBytes = 4 * 1024 * 1024;

function bytesOf(body: AppointmentBody): number {
  return Buffer.byteLength(JSON.stringify(body));
}

function checkBytes(others: number, body: AppointmentBody): void {
  if (others + bytesOf(body) <= mostAppointmentBytes) return;
  const message = `description would make the appointments of the contact more than ${mostAppointmentBytes} bytes together`;
  throw errors.validationFailed([{ field: 'description', message }]);
}

export const createAppointmentCommand = defineCommand({
  name: 'appointments.create',
  run: async (tx: Transaction, input: CreateInput, tools: CommandTools): Promise<Appointment> => {
    const { locationNo, timeZone, contactId, calendarId, knowsContact, change } = input;
    const contactNo = await getContactNo(tx, locationNo, contactId);
    const held = await sumAppointments(tx, { locationNo, contactNo });
    if (held.total >= mostAppointments) {
      throw errors.limitReached('A contact', mostAppointments, 'appointments');
    }
    // Written by the contact commands and nowhere else.
    const contact = JSON.parse((await getContact(tx, locationNo, contactId)).body) as ContactBody;
    const { start } = change;
    const endAt = change.end?.at ?? start.at + usualLengthMs;
    const { name, assignedTo }: Partial<ContactBody> = knowsContact ? contact : {};
    const assigned = change.assignedUserId ?? assignedTo;
    const body: AppointmentBody = {
      calendarId,
      title: change.title || name || 'Appointment',
      meetingLocationType: change.meetingLocationType ?? (change.address ? 'custom' : 'default'),
      appointmentStatus: change.appointmentStatus ?? 'confirmed',
      ...(assigned && { assignedUserId: assigned }),
      ...(change.description && { description: change.description }),
      ...(change.address && { address: change.address }),
      startTime: start.text,
      endTime: change.end?.text ?? toZonedTime(endAt, timeZone),
      source: tools.actor.kind,
    };
    checkBytes(held.bytes, body);
    const id = tools.newId();
    const times = { startAt: start.at, endAt };
    const at = tools.now;
    await insertAppointment(tx, {
      locationNo,
      contactNo,
      id,
      ...times,
      body: JSON.stringify(body),
      at,
    });
    const values = { before: null, after: { id, contactId, ...body } };
    await record(tx, 'created', locationNo, { id, contactId }, values, tools);
    return { id, contactId, body, ...times, createdAt: at, updatedAt: at };
  },
});

export const updateAppointmentCommand = defineCommand({
  name: 'appointments.update',
  run: async (
    tx: Transaction,
    input: Place & { id: string; change: AppointmentChange },
    tools: CommandTools,
  ): Promise<Appointment> => {
    const { locationNo, timeZone, id } = input;
    const found = await getAppointment(tx, locationNo, id);
    const { start, end, ...fields } = input.change;
    const startAt = start?.at ?? found.startAt;
    // A new start alone moves the whole appointment.
    const endAt = end?.at ?? found.endAt + (startAt - found.startAt);
    checkOrder(startAt, endAt);
    const moved = endAt !== found.endAt;
    const body = withoutEmpty({
      ...found.body,
      ...fields,
      title: fields.title || found.body.title,
      ...(start && { startTime: start.text }),
      ...(end ? { endTime: end.text } : moved && { endTime: toZonedTime(endAt, timeZone) }),
    });
    const changed = differenceOf(found.body, body);
    if (!changed) return found;
    const { contactNo } = found;
    const { bytes } = await sumAppointments(tx, { locationNo, contactNo });
    checkBytes(bytes - bytesOf(found.body), body);
    const row = { startAt, endAt, body: JSON.stringify(body), at: tools.now };
    await updateAppointmentRow(tx, { locationNo, no: found.no, ...row });
    await record(tx, 'updated', locationNo, found, changed, tools);
    return { ...found, body, startAt, endAt, updatedAt: tools.now };
  },
});

export const deleteAppointmentCommand = defineCommand({
  name: 'appointments.delete',
  whenFull: 'goes on',
  run: async (
    tx: Transaction,
    input: { locationNo: number; id: string },
    tools: CommandTools,
  ): Promise<null> => {
    const { locationNo, id } = input;
    const { no, contactId, body } = await getAppointment(tx, locationNo, id);
    await deleteAppointmentRow(tx, { locationNo, no });
    const values = { before: { id, contactId, ...body }, after: null };
    await record(tx, 'deleted', locationNo, { id, contactId }, values, tools);
    return null;
  },
});

function withoutEmpty(body: AppointmentBody): AppointmentBody {
  const next = { ...body };
  for (const field of ['assignedUserId', 'description', 'address'] as const) {
    if (next[field] === '') delete next[field];
  }
  return next;
}

async function record(
  tx: Transaction,
  what: 'created' | 'updated' | 'deleted',
  locationNo: number,
  { id: recordId, contactId }: { id: string; contactId: string },
  { before, after }: { before: object | null; after: object | null },
  tools: CommandTools,
): Promise<void> {
  const event = {
    locationNo,
    type: `appointment.${what}` as const,
    recordId,
    contactId,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  };
  await recordEvent(tx, event, tools);
}

/** Loaded on the writer thread. */
export const appointmentCommands = [
  createAppointmentCommand,
  updateAppointmentCommand,
  deleteAppointmentCommand,
] as const;
