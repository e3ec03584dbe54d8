import { getAppointmentsOfContact as operation } from '../../../../contract/appointments/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getContactNo } from '../../contact-ids/contact-ids.ts';
import { getLocation } from '../../locations/locations.ts';
import { listAppointmentsQuery } from '../appointments.ts';
import { toListedEvent } from '../appointments.wire.ts';

export const getAppointmentsOfContactHandler = handles(operation, async (request, { engine }) => {
  const { location, params, signal } = request;
  const contactNo = await getContactNo(engine.read, location.no, params.contactId);
  const { timezone } = await getLocation(engine.read, location.id);
  const of = { locationNo: location.no, contactNo };
  const found = await engine.query(listAppointmentsQuery, of, { signal: signal() });
  const events = found.map((each) => toListedEvent(each, location.id, timezone));
  return { body: { events, meta: { total: events.length } } };
});
