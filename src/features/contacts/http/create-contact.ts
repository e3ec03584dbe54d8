import { createContact as operation } from '../../../../contract/contacts/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { placeOf } from '../write/contact-place.ts';
import { checkContactValues, createContact } from '../write/contacts.ts';
import { toCreatedContactJson } from '../contacts.wire.ts';

export const createContactHandler = handles(
  operation,
  async (request, { engine, newId }) => {
    const { location, call, body, context } = request;
    const place = placeOf(location, call);
    const outcome = await createContact(engine, place, body, newId(), context);
    const contact = outcome.value;
    const json = toCreatedContactJson(contact.body, contact.tags, call.version);
    return { body: `{"contact":${json}}`, version: contact.version, ...replayOf(outcome) };
  },
  checkContactValues,
);
