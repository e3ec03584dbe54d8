import { createLocation, putLocation } from '../../../contract/locations/operations.ts';
import type { Place, Samples } from '../place.ts';

const companyId = 'sample-company';

/** Every field that can be sent when one is made. */
export const wholeLocation = {
  companyId,
  phone: '+14100399400',
  address: '4th fleet street',
  city: 'New York',
  state: 'Illinois',
  country: 'US',
  postalCode: '567654',
  website: 'https://yourwebsite.com',
  timezone: 'US/Central',
  social: Object.fromEntries(
    [
      'facebookUrl',
      'googlePlus',
      'linkedIn',
      'foursquare',
      'twitter',
      'yelp',
      'instagram',
      'youtube',
      'pinterest',
      'blogRss',
      'googlePlacesId',
    ].map((name) => [name, `https://${name}.example.com`]),
  ),
  settings: { allowDuplicateContact: false },
};

export const locationSamples: Samples = {
  'get-location': async ({ locationId }) => ({ params: { locationId }, shows: locationId }),
  'put-location': async ({ locationId, unique }) => {
    const city = unique();
    return { params: { locationId }, body: { city, companyId }, shows: city };
  },
  'create-location': async ({ unique }) => {
    const name = unique();
    return { body: { name, ...wholeLocation }, shows: name };
  },
  'delete-location': async (place) => {
    const locationId = await makeLocation(place);
    return { params: { locationId }, shows: locationId };
  },
  'search-locations': async ({ locationId, send }) => {
    const body = { ...wholeLocation, email: 'john.doe@mail.com' };
    await send(putLocation, { params: { locationId }, body });
    return { query: { locationId }, shows: locationId };
  },
  'get-timezones': async ({ locationId }) => ({ params: { locationId }, shows: 'Europe/Berlin' }),
};

/** Another location of the installation. */
export async function makeLocation(place: Place): Promise<string> {
  const body = { name: place.unique(), companyId };
  return String((await place.send(createLocation, { body }))['id']);
}
