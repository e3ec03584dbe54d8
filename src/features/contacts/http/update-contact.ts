import { updateContact as operation } from '../../../../contract/contacts/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { placeOf } from '../write/contact-place.ts';
import { checkContactValues, updateContact } from '../write/contacts.ts';
import { toContactJson } from '../contacts.wire.ts';

export const updateContactHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, params, call, body, ifVersion, context } = request;
    const place = placeOf(location, call);
    const outcome = await updateContact(engine, place, params.contactId, body, ifVersion, context);
    const contact = outcome.value;
    const json = toContactJson(contact.body, JSON.stringify(contact.tags), call.version);
    const said = call.version === 'v3' ? '"succeeded":true' : '"succeded":true,"succeeded":true';
    return { body: `{${said},"contact":${json}}`, version: contact.version };
  },
  checkContactValues,
);
