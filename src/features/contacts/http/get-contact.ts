import { getContact as operation } from '../../../../contract/contacts/operations.ts';
import { handles } from '../../../http/operation-request.ts';
import { getContact } from '../contacts.ts';
import { toContactJson } from '../contacts.wire.ts';

export const getContactHandler = handles(operation, async (request, { engine }) => {
  const { location, params, call } = request;
  const contact = await getContact(engine.read, location.no, params.contactId);
  const json = toContactJson(contact.body, contact.tagsJson, call.version);
  return { body: `{"contact":${json}}`, version: contact.version };
});
