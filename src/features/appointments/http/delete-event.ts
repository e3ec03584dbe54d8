import { deleteAppointment as operation } from '../../../../contract/appointments/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteAppointmentCommand } from '../appointment-commands.ts';

export const deleteAppointmentHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  const of = { locationNo: location.no, id: params.eventId };
  await engine.run(deleteAppointmentCommand, of, context);
  return { body: succeeded(call.version) };
});
