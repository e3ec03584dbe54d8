import { putAdditional as operation } from '../../../../contract/contacts/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { placeOf } from '../write/contact-place.ts';
import { checkContactValues, updateContact } from '../write/contacts.ts';
import { toContactJson } from '../contacts.wire.ts';

export const putAdditionalHandler = handles(
  operation,
  async (request, { engine }) => {
    const { location, params, call, body, ifVersion, context } = request;
    const { additionalEmails, additionalPhones } = body;
    const input = {
      ...(additionalEmails !== undefined && { additionalEmails }),
      ...(additionalPhones !== undefined && { additionalPhones }),
    };
    const place = placeOf(location, call);
    const outcome = await updateContact(engine, place, params.contactId, input, ifVersion, context);
    const { body: stored, tags, version } = outcome.value;
    return {
      body: `{"contact":${toContactJson(stored, JSON.stringify(tags), call.version)}}`,
      version,
    };
  },
  checkContactValues,
);
