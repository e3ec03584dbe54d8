import { getContact as operation } from '../../../../contract/contacts/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { getContact } from '../write/contacts.ts';
import { toContactJson } from '../contacts.wire.ts';
import { expandedKeys } from './expanded-keys.ts';

export const getContactHandler = handles(operation, async (request, deps) => {
  const { engine } = deps;
  const { location, params, query, call } = request;
  const keys = await expandedKeys(query.expand, location, call, deps);
  const contact = await getContact(engine.read, location.no, params.contactId);
  const json = toContactJson(contact.body, contact.tagsJson, call.version, keys);
  return { body: `{"contact":${json}}`, version: contact.version };
});
