import { updateContact } from '../../../contract/contacts/operations.ts';
import { listContactEvents } from '../../../contract/events/operations.ts';
import type { Samples } from '../place.ts';
import { makeContact } from './sample-contact.ts';

export const eventSamples: Samples = {
  'list-contact-events': async (place) => {
    const { contactId, name } = await makeContact(place);
    return { params: { contactId }, shows: name };
  },
  'list-events': async (place) => {
    const { contactId } = await makeContact(place);
    const { events } = await place.send(listContactEvents, { params: { contactId } });
    const city = place.unique();
    await place.send(updateContact, { params: { contactId }, body: { city } });
    return {
      query: { locationId: place.locationId, after: String(events?.[0]?.cursor) },
      shows: city,
    };
  },
};
