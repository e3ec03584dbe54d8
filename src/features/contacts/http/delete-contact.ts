import { deleteContact as operation } from '../../../../contract/contacts/operations.ts';
import { handles } from '../../../http/operation-request.ts';
import { deleteContact } from '../contacts.ts';

export const deleteContactHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, ifVersion, context } = request;
  await deleteContact(engine, location.no, params.contactId, ifVersion, context);
  const body = call.version === 'v3' ? { succeeded: true, succeded: true } : { succeded: true };
  return { body };
});
