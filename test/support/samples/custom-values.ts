import { createCustomValue } from '../../../contract/custom-values/operations.ts';
import type { Place, Samples } from '../place.ts';

export const customValueSamples: Samples = {
  'get-custom-values': async (place) => {
    const { name } = await makeCustomValue(place);
    return { params: { locationId: place.locationId }, shows: name };
  },
  'create-custom-value': async ({ locationId, unique }) => {
    const name = unique();
    return { params: { locationId }, body: { name, value: `value of ${name}` }, shows: name };
  },
  'get-custom-value': async (place) => {
    const { params, name } = await makeCustomValue(place);
    return { params, shows: name };
  },
  'update-custom-value': async (place) => {
    const { params } = await makeCustomValue(place);
    const name = place.unique();
    return { params, body: { name, value: `value of ${name}` }, shows: name };
  },
  'delete-custom-value': async (place) => ({ params: (await makeCustomValue(place)).params }),
};

async function makeCustomValue(
  place: Place,
): Promise<{ params: { locationId: string; id: string }; name: string }> {
  const { locationId } = place;
  const name = place.unique();
  const made = await place.send(createCustomValue, {
    params: { locationId },
    body: { name, value: 'Value' },
  });
  const { id } = made['customValue'] as { id: string };
  return { params: { locationId, id }, name };
}
