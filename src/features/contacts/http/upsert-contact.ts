import { upsertContact as operation } from '../../../../contract/contacts/operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { placeOf } from '../write/contact-place.ts';
import { checkContactValues, upsertContact } from '../write/contacts.ts';
import { toContactJson } from '../contacts.wire.ts';

export const upsertContactHandler = handles(
  operation,
  async (request, { engine, newId }) => {
    const { location, call, body, context } = request;
    const place = placeOf(location, call);
    const outcome = await upsertContact(engine, place, body, newId(), context);
    const { created, contact, warnings } = outcome.value;
    call.warnings.push(...warnings);
    const json = toContactJson(contact.body, JSON.stringify(contact.tags), call.version);
    const said = call.version === 'v3' ? '' : ',"succeded":true,"succeeded":true';
    return {
      body: `{"new":${created}${said},"contact":${json}}`,
      version: contact.version,
      ...replayOf(outcome),
    };
  },
  checkContactValues,
);
