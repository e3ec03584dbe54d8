import { createCustomField } from '../../../contract/custom-fields/operations.ts';
import type { Place, Samples } from '../place.ts';

export const customFieldSamples: Samples = {
  'get-custom-fields': async (place) => {
    const { name } = await makeField(place);
    return { params: { locationId: place.locationId }, shows: name };
  },
  'create-custom-field': async ({ locationId, unique }) => {
    const name = unique();
    return { params: { locationId }, body: { ...everything, name }, shows: name };
  },
  'get-custom-field': async (place) => {
    const { params, name } = await makeField(place);
    return { params, shows: name };
  },
  'update-custom-field': async (place) => {
    const { params } = await makeField(place);
    const name = place.unique();
    return { params, body: { name, options: ['Large', 'Small'] }, shows: name };
  },
  'delete-custom-field': async (place) => {
    const { params } = await makeField(place);
    return { params };
  },
};

const everything = {
  dataType: 'SINGLE_OPTIONS',
  placeholder: 'Choose one',
  description: 'Of the shirt',
  options: [{ label: 'Large', url: 'https://example.com/large.png' }, 'Small'],
  isAllowedCustomOption: true,
  isMultipleFile: false,
  maxNumberOfFiles: 1,
  position: 2,
  model: 'contact',
};

/** A custom field of the place. */
export async function makeField(
  place: Place,
): Promise<{ params: { locationId: string; id: string }; name: string }> {
  const { locationId } = place;
  const name = place.unique();
  const made = await place.send(createCustomField, {
    params: { locationId },
    body: { ...everything, name },
  });
  return { params: { locationId, id: String(made.customField?.id) }, name };
}
