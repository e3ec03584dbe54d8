import { updateContact } from '../../../contract/contacts/operations.ts';
import { listContactEvents } from '../../../contract/events/operations.ts';
import type { Place, Samples } from '../place.ts';
import type { SampleRequest } from '../requests.ts';
import { makeContact } from './sample-contact.ts';

export const eventSamples: Samples = {
  'list-contact-events': async (place) => {
    const { contactId, name } = await makeContact(place);
    return { params: { contactId }, shows: name };
  },
  'list-events': (place) => change(place),
  'stream-events': (place) => change(place),
};

/** The events after a cursor, one of which shows what a contact got. */
async function change(place: Place): Promise<SampleRequest> {
  const { locationId } = place;
  const { contactId } = await makeContact(place);
  const { events } = await place.send(listContactEvents, { params: { contactId } });
  const city = place.unique();
  await place.send(updateContact, { params: { contactId }, body: { city } });
  const query = { locationId, after: String(events?.[0]?.cursor) };
  const type = 'contact.updated';
  return {
    query,
    shows: city,
    variants: [
      { ...query, type },
      { ...query, type, contactId },
    ],
  };
}
