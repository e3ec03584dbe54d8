import { listDeletedContacts as operation } from '../../../../contract/contacts/deleted-operations.ts';
import { fullWarning } from '../../../lib/page-bytes.ts';
import { actorReader, handles, limitOf } from '../../../access/operation-request.ts';
import { toDeletedListJson } from '../deleted/deleted-contacts.wire.ts';
import { listDeletedContacts } from '../deleted/restore-contact.ts';

export const listDeletedContactsHandler = handles(
  operation,
  async (request, { engine, limits }) => {
    const { location, query, call, signal } = request;
    const bounds = { fallback: limits.listDefault, maximum: limits.listMaximum };
    const of = {
      locationNo: location.no,
      since: call.now - limits.restoreMs,
      after: query.after,
      limit: limitOf(query.limit, bounds, call),
    };
    const list = await listDeletedContacts(engine, of, signal());
    call.warnings.push(...fullWarning('contacts', list, 'after'));
    return { body: toDeletedListJson(list, limits.restoreMs, call.version, actorReader(call)) };
  },
);
