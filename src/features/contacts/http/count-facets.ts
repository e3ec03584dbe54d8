import { countFacets as operation } from '../../../../contract/contacts/facets.ts';
import { errors } from '../../../errors/catalogue.ts';
import { handles, limitOf, mayRead } from '../../../access/operation-request.ts';
import { countFacets, toFacets } from '../facets/facets.ts';
import { asksForBusinessName, toSearch } from '../search/search-contacts.ts';

export const bounds = { fallback: 50, maximum: 200 };

export const countFacetsHandler = handles(operation, async (request, { engine }) => {
  const { location, body, call, signal } = request;
  const limit = limitOf(body.limit, bounds, call);
  const { facets: names, ...sought } = body;
  const facets = await toFacets(engine.read, location.no, names);
  const search = await toSearch(
    engine.read,
    location,
    { ...sought, pageLimit: 1 },
    { limit: 1, now: call.now },
  );
  if (!mayRead(call, 'businesses.readonly') && asksForBusinessName(search)) {
    throw errors.scopeMissing('businesses.readonly');
  }
  const { condition } = search;
  return { body: await countFacets(engine, location.no, { condition, facets, limit }, signal) };
});
