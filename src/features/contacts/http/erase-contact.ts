import { eraseContact as operation } from '../../../../contract/contacts/deleted-operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { replyWithJob } from '../../jobs/http/reply-with-job.ts';
import { eraseContact } from '../deleted/erase-contact.ts';

export const eraseContactHandler = handles(operation, async (request, deps) => {
  const { location, params, context } = request;
  const of = { locationNo: location.no, id: params.contactId };
  return replyWithJob(request, deps, await eraseContact(deps.engine, of, context));
});
