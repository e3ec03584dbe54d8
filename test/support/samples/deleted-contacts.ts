import { deleteContact } from '../../../contract/contacts/operations.ts';
import type { Place, Samples } from '../place.ts';
import { makeContact } from './sample-contact.ts';

export const deletedContactSamples: Samples = {
  'list-deleted-contacts': async (place) => {
    const { name } = await makeDeleted(place);
    return { query: { locationId: place.locationId }, shows: name };
  },
  'restore-contact': async (place) => {
    const { contactId, name } = await makeDeleted(place);
    return { params: { contactId }, shows: name };
  },
  'erase-contact': async (place) => {
    const { contactId } = await makeContact(place);
    return { params: { contactId } };
  },
};

async function makeDeleted(place: Place): Promise<{ contactId: string; name: string }> {
  const made = await makeContact(place);
  await place.send(deleteContact, { params: { contactId: made.contactId } });
  return made;
}
