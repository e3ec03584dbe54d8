import { getAppointment as operation } from '../../../../contract/appointments/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getAppointment } from '../appointment-commands.ts';
import { toEventWire } from '../appointments.wire.ts';

export const getAppointmentHandler = handles(operation, async (request, { engine }) => {
  const { location, params } = request;
  const appointment = await getAppointment(engine.read, location.no, params.eventId);
  return { body: { event: toEventWire(appointment, location.id) } };
});
