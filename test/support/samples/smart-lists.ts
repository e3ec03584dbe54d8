import { createSmartList, listSmartListChanges } from '../../../contract/smart-lists/operations.ts';
import type { Place, Samples } from '../place.ts';
import { idIn } from './businesses.ts';
import { identityOf, makeContact } from './sample-contact.ts';

const sort = [{ field: 'dateAdded', direction: 'desc' }];
const columns = ['name', 'email'];

export const smartListSamples: Samples = {
  'create-smart-list': async ({ locationId, unique }) => {
    const name = unique();
    const filters = filtersFor(name);
    const body = { locationId, name, filters, query: name, sort, columns, shared: true };
    return { body, shows: name };
  },
  'list-smart-lists': async (place) => {
    const { name } = await makeSmartList(place);
    return { query: { locationId: place.locationId }, shows: name };
  },
  'get-smart-list': async (place) => {
    const { smartListId, name } = await makeSmartList(place);
    return { params: { smartListId }, shows: name };
  },
  'update-smart-list': async (place) => {
    const { smartListId } = await makeSmartList(place);
    const name = place.unique();
    const body = { name, filters: filtersFor(name), query: name, sort, columns, shared: true };
    return { params: { smartListId }, body, shows: name };
  },
  'delete-smart-list': async (place) => {
    const { smartListId } = await makeSmartList(place);
    return { params: { smartListId } };
  },
  'list-smart-list-contacts': async (place) => {
    const { smartListId, contactId } = await makeSmartList(place);
    return { params: { smartListId }, query: { limit: '10' }, shows: contactId };
  },
  'count-smart-list': async (place) => {
    const { smartListId } = await makeSmartList(place);
    return { params: { smartListId }, shows: '"total":1' };
  },
  'list-smart-list-changes': async (place) => {
    const { smartListId, contactId, after } = await makeSmartList(place);
    return { params: { smartListId }, query: { after }, shows: contactId };
  },
};

/** By the e-mail, which one contact has. */
function filtersFor(name: string): object[] {
  return [{ field: 'email', operator: 'eq', value: identityOf(name).email }];
}

/** A shared list that one contact has entered since a cursor. */
export async function makeSmartList(
  place: Place,
): Promise<{ smartListId: string; name: string; contactId: string; after: string }> {
  const { locationId } = place;
  const name = place.unique();
  const body = { locationId, name, filters: filtersFor(name), sort, columns, shared: true };
  const made = await place.send(createSmartList, { body });
  const smartListId = idIn(made['smartList']);
  const present = await place.send(listSmartListChanges, { params: { smartListId } });
  const after = String(present.meta?.['nextCursor']);
  const { contactId } = await makeContact(place, identityOf(name));
  return { smartListId, name, contactId, after };
}
