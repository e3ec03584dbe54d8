import { type Call, mayRead } from '../../../access/operation-request.ts';
import { errors } from '../../../errors/catalogue.ts';
import { type SearchRequest, asksForBusinessName } from '../../contacts/search/search-contacts.ts';

/** Whether the contacts may show the name of their business; throws `scope_missing` where the search goes by it. */
export function mayNameBusinesses(call: Call, search: SearchRequest): boolean {
  const isNamed = mayRead(call, 'businesses.readonly');
  if (!isNamed && asksForBusinessName(search)) throw errors.scopeMissing('businesses.readonly');
  return isNamed;
}
