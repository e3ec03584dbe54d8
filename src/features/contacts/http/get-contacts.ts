import { getContacts as operation } from '../../../../contract/contacts/operations.ts';
import { fullWarning } from '../../../lib/page-bytes.ts';
import { handles, limitOf } from '../../../access/operation-request.ts';
import { toContactListJson } from '../contacts.wire.ts';
import { getFieldDefinitions, noFieldDefinitions } from '../../custom-fields/field-definitions.ts';
import { toContactFilters } from '../list/contact-filters.ts';
import { expandedKeys } from './expanded-keys.ts';
import { listContacts, placeWarnings, toPage } from '../list/list-contacts.ts';

export const getContactsHandler = handles(operation, async (request, deps) => {
  const { engine, limits } = deps;
  const { location, query, loose, call, baseUrl, signal } = request;
  const bounds = { fallback: limits.listDefault, maximum: limits.listMaximum };
  const limit = limitOf(query.limit, bounds, call);
  const { searchable } = query.query
    ? await getFieldDefinitions(engine.read, location.no)
    : noFieldDefinitions;
  const { country } = location;
  const filters = toContactFilters(query, loose, { country, searchable });
  const page = await toPage(engine, location.no, query, limit);
  const list = await listContacts(engine, location.no, { filters, page }, signal);
  call.warnings.push(...fullWarning('contacts', list, 'nextPageUrl'));
  call.warnings.push(...placeWarnings(query));
  const extra = Object.fromEntries(loose.map((text) => [text, '']));
  const { skip, ...asked } = query;
  const link = {
    baseUrl,
    query: { ...asked, ...extra, locationId: location.id, limit },
    page: skip === undefined ? Number(query.page ?? 1) : Math.floor(Number(skip) / limit) + 1,
  };
  const keys = await expandedKeys(query.expand, location, call, deps);
  return { body: toContactListJson(list, link, call.version, keys) };
});
