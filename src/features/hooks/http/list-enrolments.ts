import { listEnrolments as operation } from '../../../../contract/hooks/enrolment-operations.ts';
import { handles, mayRead } from '../../../access/operation-request.ts';
import { getContactNo } from '../../contact-ids/contact-ids.ts';
import { listEnrolmentsQuery } from '../enrolments.ts';
import { hookScopes } from '../hook.ts';
import { toEnrolmentsWire } from '../hooks.wire.ts';

export const listEnrolmentsHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, signal } = request;
  const contactNo = await getContactNo(engine.read, location.no, params.contactId);
  const of = { locationNo: location.no, contactNo };
  const enrolments = await engine.query(listEnrolmentsQuery, of, { signal: signal() });
  return { body: toEnrolmentsWire(enrolments, (kind) => mayRead(call, hookScopes[kind])) };
});
