import { createBusiness, setContactsBusiness } from '../../../contract/businesses/operations.ts';
import type { Place, Samples } from '../place.ts';
import { makeContact } from './sample-contact.ts';

const details = {
  phone: '+18832327657',
  email: 'john@deo.com',
  website: 'www.xyz.com',
  address: '3535 1st St N',
  city: 'Dolomite',
  postalCode: '35061',
  state: 'AL',
  country: 'US',
  description: 'Makes samples',
};

export const businessSamples: Samples = {
  'create-business': async ({ locationId, unique }) => {
    const name = unique();
    return { body: { locationId, name, ...details }, shows: name };
  },
  'get-business': async (place) => {
    const { businessId, name } = await makeBusiness(place);
    return { params: { businessId }, shows: name };
  },
  'get-businesses-by-location': async (place) => {
    const { name } = await makeBusiness(place);
    return { query: { locationId: place.locationId }, shows: name };
  },
  'update-business': async (place) => {
    const { businessId } = await makeBusiness(place);
    const name = place.unique();
    return { params: { businessId }, body: { ...details, name, city: 'Bern' }, shows: name };
  },
  'delete-Business': async (place) => {
    const { businessId } = await makeBusiness(place);
    await makeMember(place, businessId);
    return { params: { businessId } };
  },
  'add-remove-contact-from-business': async (place) => {
    const { businessId } = await makeBusiness(place);
    const { contactId } = await makeContact(place);
    const body = { locationId: place.locationId, ids: [contactId], businessId };
    return { body, shows: contactId, answersEach: 'ids' };
  },
  'get-contacts-by-businessId': async (place) => {
    const { businessId } = await makeBusiness(place);
    const { contactId, name } = await makeMember(place, businessId, {
      source: 'public api',
      timezone: 'America/Chihuahua',
      customFields: [{ id: 'colour', field_value: 'red' }],
    });
    const query = { locationId: place.locationId, query: name };
    return { params: { businessId }, query, shows: contactId };
  },
};

/** A business of the place, with a name of its own. */
export async function makeBusiness(place: Place): Promise<{ businessId: string; name: string }> {
  const name = place.unique();
  const body = { locationId: place.locationId, name, ...details };
  const made = await place.send(createBusiness, { body });
  return { businessId: idIn(made['buiseness']), name };
}

/** A contact of the place that belongs to a business. */
export async function makeMember(
  place: Place,
  businessId: string,
  fields: Record<string, unknown> = {},
): Promise<{ contactId: string; name: string }> {
  const made = await makeContact(place, fields);
  const body = { locationId: place.locationId, ids: [made.contactId], businessId };
  await place.send(setContactsBusiness, { body });
  return made;
}

/** The id of a record in a reply; throws where there is none. */
export function idIn(record: unknown): string {
  if (typeof record !== 'object' || record === null || !('id' in record)) {
    throw new Error(`no record: ${JSON.stringify(record)}`);
  }
  return String(record.id);
}
