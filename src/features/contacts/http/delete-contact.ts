import { deleteContact as operation } from '../../../../contract/contacts/operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { deleteContact } from '../write/contacts.ts';

export const deleteContactHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, ifVersion, context } = request;
  await deleteContact(engine, location.no, params.contactId, ifVersion, context);
  return { body: succeeded(call.version) };
});
