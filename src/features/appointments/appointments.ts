import { type Executor, defineQuery } from '../../storage/engine.ts';
import type { Appointment } from './appointment.ts';
import { toAppointment } from './appointment-commands.ts';
import { selectAppointments } from './appointments.store.ts';

/** All appointments of a contact by their start: a contact has a limited number. */
export const listAppointmentsQuery = defineQuery({
  name: 'appointments.list',
  run: async (
    reader: Executor,
    of: { locationNo: number; contactNo: number },
  ): Promise<Appointment[]> => (await selectAppointments(reader, of)).map(toAppointment),
});
