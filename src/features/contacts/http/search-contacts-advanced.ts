import { searchContacts as operation } from '../../../../contract/contacts/search.ts';
import { fullWarning } from '../../../lib/page-bytes.ts';
import { handles, limitOf } from '../../../http/operation-request.ts';
import { searchContacts, toSearch } from '../search-contacts.ts';
import { toSearchedJson } from '../searched-contact.wire.ts';

export const most = 500;

export const searchContactsHandler = handles(operation, async (request, { engine }) => {
  const { location, body, call, signal } = request;
  const bounds = { fallback: most, maximum: most };
  const limit = limitOf(body.pageLimit, bounds, call, 'pageLimit');
  const search = await toSearch(engine.read, location, body, limit);
  const found = await searchContacts(engine, location.no, search, signal);
  call.warnings.push(...fullWarning('contacts', found, 'searchAfter'));
  return { body: toSearchedJson(found, call.version) };
});
