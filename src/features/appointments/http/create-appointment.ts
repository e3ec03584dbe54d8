import { createAppointment as operation } from '../../../../contract/appointments/operations.ts';
import { handles, mayRead, replayOf } from '../../../access/operation-request.ts';
import { getLocation } from '../../locations/locations.ts';
import { toAppointmentChange } from '../appointment.ts';
import { createAppointmentCommand } from '../appointment-commands.ts';
import { toAppointmentWire } from '../appointments.wire.ts';

export const createAppointmentHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, body, call, context } = request;
    const { timezone: timeZone } = await getLocation(engine.read, location.id);
    const { start, calendarId, ...change } = toAppointmentChange(body, timeZone);
    if (!start || !calendarId) throw new Error('the schema lets no appointment through without');
    if (!change.end) call.warnings.push('endTime was not sent: 30 minutes are assumed');
    const { contactId } = body;
    const knowsContact = mayRead(call, 'contacts.readonly');
    const input = { locationNo: location.no, timeZone, contactId, calendarId, knowsContact };
    const command = { ...input, change: { ...change, start } };
    const outcome = await engine.run(createAppointmentCommand, command, context);
    return { body: toAppointmentWire(outcome.value, location.id), ...replayOf(outcome) };
  },
  (body) => toAppointmentChange(body, 'UTC'),
);
