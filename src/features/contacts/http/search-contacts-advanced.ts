import { searchContacts as operation } from '../../../../contract/contacts/search.ts';
import { errors } from '../../../errors/catalogue.ts';
import { fullWarning } from '../../../lib/page-bytes.ts';
import { handles, limitOf, mayRead } from '../../../access/operation-request.ts';
import { asksForBusinessName, searchContacts, toSearch } from '../search/search-contacts.ts';
import { toSearchedJson } from '../search/searched-contact.wire.ts';

export const most = 500;

export const searchContactsHandler = handles(operation, async (request, { engine }) => {
  const { location, body, call, signal } = request;
  const bounds = { fallback: most, maximum: most };
  const limit = limitOf(body.pageLimit, bounds, call, 'pageLimit');
  const search = await toSearch(engine.read, location, body, { limit, now: call.now });
  const isNamed = mayRead(call, 'businesses.readonly');
  if (!isNamed && asksForBusinessName(search)) throw errors.scopeMissing('businesses.readonly');
  const found = await searchContacts(engine, location.no, search, signal);
  call.warnings.push(...fullWarning('contacts', found, 'searchAfter'));
  return { body: toSearchedJson(found, call.version, isNamed, body.total ?? true) };
});
