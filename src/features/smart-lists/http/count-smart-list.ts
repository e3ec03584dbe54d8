import { countSmartList as operation } from '../../../../contract/smart-lists/operations.ts';
import { handles } from '../../../access/operation-request.ts';
import { countContacts, searchOfList } from '../smart-lists.ts';
import { mayNameBusinesses } from './may-name-businesses.ts';
import { ofList } from './of-list.ts';

export const countSmartListHandler = handles(operation, async (request, { engine }) => {
  const { location, call, signal } = request;
  const search = await searchOfList(engine, ofList(request), { limit: 1, searchAfter: undefined });
  mayNameBusinesses(call, search);
  return { body: { total: await countContacts(engine, location.no, search, signal) } };
});
