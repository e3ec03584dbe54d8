import { listSmartListContacts as operation } from '../../../../contract/smart-lists/operations.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { fullWarning } from '../../../lib/page-bytes.ts';
import { searchContacts } from '../../contacts/search/search-contacts.ts';
import { toSearchedJson } from '../../contacts/search/searched-contact.wire.ts';
import { cursorOf, searchOfList } from '../smart-lists.ts';
import { mayNameBusinesses } from './may-name-businesses.ts';
import { ofList } from './of-list.ts';

export const bounds = { fallback: 20, maximum: 500 };

export const listSmartListContactsHandler = handles(operation, async (request, { engine }) => {
  const { location, query, call, signal } = request;
  const limit = limitOf(query.limit, bounds, call);
  const { searchAfter } = query;
  const search = await searchOfList(engine, ofList(request), { limit, searchAfter });
  const isNamed = mayNameBusinesses(call, search);
  const found = await searchContacts(engine, location.no, search, signal);
  call.warnings.push(...fullWarning('contacts', found, 'searchAfter'));
  const meta = JSON.stringify({ nextCursor: cursorOf(found), more: found.more });
  const contacts = toSearchedJson(found, call.version, isNamed, true);
  return { body: `${contacts.slice(0, -1)},"meta":${meta}}` };
});
