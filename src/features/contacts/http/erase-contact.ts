import { eraseContact as operation } from '../../../../contract/contacts/deleted-operations.ts';
import { handles, succeeded } from '../../../access/operation-request.ts';
import { eraseContact } from '../deleted/erase-contact.ts';

export const eraseContactHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call, context } = request;
  await eraseContact(engine, { locationNo: location.no, id: params.contactId }, context);
  return { body: succeeded(call.version) };
});
