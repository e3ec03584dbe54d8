import { restoreContact as operation } from '../../../../contract/contacts/deleted-operations.ts';
import { handles, replayOf } from '../../../access/operation-request.ts';
import { toContactJson } from '../contacts.wire.ts';
import { restoreContact } from '../deleted/restore-contact.ts';

export const restoreContactHandler = handles(operation, async (request, { engine, limits }) => {
  const { location, params, call, context } = request;
  const input = {
    locationNo: location.no,
    id: params.contactId,
    restoreMs: limits.restoreMs,
  };
  const outcome = await restoreContact(engine, input, context);
  const { body, tags, version } = outcome.value;
  const json = toContactJson(body, JSON.stringify(tags), call.version);
  return { body: `{"contact":${json}}`, version, ...replayOf(outcome) };
});
