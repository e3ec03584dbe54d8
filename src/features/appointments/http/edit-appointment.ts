import { updateAppointment as operation } from '../../../../contract/appointments/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getLocation } from '../../locations/locations.ts';
import { toAppointmentChange } from '../appointment.ts';
import { updateAppointmentCommand } from '../appointment-commands.ts';
import { toAppointmentWire } from '../appointments.wire.ts';

export const updateAppointmentHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, params, body, context } = request;
    const { timezone: timeZone } = await getLocation(engine.read, location.id);
    const change = toAppointmentChange(body, timeZone);
    const input = { locationNo: location.no, timeZone, id: params.eventId, change };
    const { value } = await engine.run(updateAppointmentCommand, input, context);
    return { body: toAppointmentWire(value, location.id) };
  },
  (body) => toAppointmentChange(body, 'UTC'),
);
