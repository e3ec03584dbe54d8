import { updateContact } from '../../../contract/contacts/operations.ts';
import { listContactEvents } from '../../../contract/events/operations.ts';
import type { Place, Samples } from '../place.ts';
import { makeContact } from './sample-contact.ts';

export const eventSamples: Samples = {
  'list-contact-events': async (place) => {
    const { contactId, name } = await makeContact(place);
    return { params: { contactId }, shows: name };
  },
  'list-events': async (place) => {
    const { after, contactId, shows } = await change(place);
    const { locationId } = place;
    return { query: { locationId, after, contactId, type: 'contact.updated' }, shows };
  },
  'stream-events': async (place) => {
    const { after, contactId, shows } = await change(place);
    const { locationId } = place;
    return { query: { locationId, after, contactId, type: 'contact.updated' }, shows };
  },
};

/** A contact that changed after a cursor, and what it got. */
async function change(place: Place): Promise<{ after: string; contactId: string; shows: string }> {
  const { contactId } = await makeContact(place);
  const { events } = await place.send(listContactEvents, { params: { contactId } });
  const city = place.unique();
  await place.send(updateContact, { params: { contactId }, body: { city } });
  return { after: String(events?.[0]?.cursor), contactId, shows: city };
}
