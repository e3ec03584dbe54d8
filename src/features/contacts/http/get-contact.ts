import { getContact as operation } from '../../../../contract/contacts/operations.ts';
import { handles } from '../../../http/operation-request.ts';
import { getFieldKeys } from '../../custom-fields/field-definitions.ts';
import { getContact } from '../contacts.ts';
import { toContactJson } from '../contacts.wire.ts';

export const getContactHandler = handles(operation, async (request, { engine }) => {
  const { location, params, query, call } = request;
  const keys = query.expand && (await getFieldKeys(engine.read, location.no));
  const contact = await getContact(engine.read, location.no, params.contactId);
  const json = toContactJson(contact.body, contact.tagsJson, call.version, keys);
  return { body: `{"contact":${json}}`, version: contact.version };
});
