import { countContacts as operation } from '../../../../contract/contacts/search.ts';
import { errors } from '../../../errors/catalogue.ts';
import { handles, mayRead } from '../../../access/operation-request.ts';
import { asksForBusinessName, searchContacts, toSearch } from '../search/search-contacts.ts';

export const countContactsHandler = handles(operation, async (request, { engine }) => {
  const { location, body, call, signal } = request;
  const search = await toSearch(
    engine.read,
    location,
    { ...body, pageLimit: 1 },
    {
      limit: 1,
      now: call.now,
    },
  );
  if (!mayRead(call, 'businesses.readonly') && asksForBusinessName(search)) {
    throw errors.scopeMissing('businesses.readonly');
  }
  const { total } = await searchContacts(engine, location.no, search, signal);
  return { body: { total } };
});
