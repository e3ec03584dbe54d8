import {
  createCustomFieldFolder,
  createObjectField,
} from '../../../contract/custom-fields/object-operations.ts';
import type { Place, Samples } from '../place.ts';

export const objectFieldSamples: Samples = {
  'get-custom-field-by-id': async (place) => {
    const { id, name } = await makeObjectField(place);
    return { params: { id }, shows: name };
  },
  'get-custom-fields-by-object-key': async (place) => {
    const { name } = await makeObjectField(place);
    const { locationId } = place;
    return { params: { objectKey: 'business' }, query: { locationId }, shows: name };
  },
  'create-object-field': async (place) => {
    const body = await bodyOf(place);
    return { body, shows: body.name };
  },
  'update-object-field': async (place) => {
    const { id } = await makeObjectField(place);
    const name = place.unique();
    const options = [{ key: 'large', label: 'Large', url: 'https://example.com/l.png' }];
    const body = { locationId: place.locationId, name, showInForms: false, options };
    return { params: { id }, body, shows: name };
  },
  'delete-object-field': async (place) => {
    const { id } = await makeObjectField(place);
    return { params: { id }, shows: id };
  },
  'create-custom-field-folder': async ({ locationId, unique }) => {
    const name = unique();
    return { body: { locationId, objectKey: 'business', name }, shows: name };
  },
  'update-custom-field-folder': async (place) => {
    const id = await makeFolder(place);
    const name = place.unique();
    return { params: { id }, body: { locationId: place.locationId, name }, shows: name };
  },
  'delete-custom-field-folder': async (place) => {
    const id = await makeFolder(place);
    return { params: { id }, query: { locationId: place.locationId }, shows: id };
  },
};

async function makeFolder(place: Place): Promise<string> {
  const { locationId } = place;
  const body = { locationId, objectKey: 'business', name: place.unique() };
  return String((await place.send(createCustomFieldFolder, { body }))['id']);
}

/** All that a field may have, in a folder of its own. */
async function bodyOf(place: Place) {
  const name = place.unique();
  return {
    locationId: place.locationId,
    objectKey: 'business',
    fieldKey: `business.${name}`,
    parentId: await makeFolder(place),
    name,
    dataType: 'RADIO',
    description: 'How large',
    placeholder: 'Choose one',
    showInForms: true,
    options: [
      { key: 'large', label: 'Large', url: 'https://example.com/large.png' },
      { key: 'small', label: 'Small' },
    ],
    acceptedFormats: '.pdf',
    maxFileLimit: 2,
    allowCustomOption: true,
  };
}

export async function makeObjectField(place: Place): Promise<{ id: string; name: string }> {
  const body = await bodyOf(place);
  const { field } = await place.send(createObjectField, { body });
  return { id: (field as { id: string }).id, name: body.name };
}
