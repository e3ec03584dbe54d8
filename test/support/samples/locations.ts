import type { Samples } from '../place.ts';

export const locationSamples: Samples = {
  'get-location': async ({ locationId }) => ({ params: { locationId }, shows: locationId }),
  'put-location': async ({ locationId, unique }) => {
    const city = unique();
    return { params: { locationId }, body: { city, companyId: 'sample-company' }, shows: city };
  },
};
