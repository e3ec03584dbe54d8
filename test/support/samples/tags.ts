import { createTag } from '../../../contract/tags/operations.ts';
import type { Place, Samples } from '../place.ts';

export const tagSamples: Samples = {
  'get-location-tags': async (place) => {
    const { name } = await makeTag(place);
    return { params: { locationId: place.locationId }, shows: name };
  },
  'create-tag': async ({ locationId, unique }) => {
    const name = unique();
    return { params: { locationId }, body: { name }, shows: name };
  },
  'get-tag-by-id': async (place) => {
    const { params, name } = await makeTag(place);
    return { params, shows: name };
  },
  'update-tag': async (place) => {
    const { params } = await makeTag(place);
    const name = place.unique();
    return { params, body: { name }, shows: name };
  },
  'merge-tag': async (place) => {
    const { params } = await makeTag(place);
    const into = await makeTag(place);
    return { params, body: { into: into.params.tagId } };
  },
  'delete-tag': async (place) => ({ params: (await makeTag(place)).params }),
};

/** A tag of the place. */
export async function makeTag(
  place: Place,
): Promise<{ params: { locationId: string; tagId: string }; name: string }> {
  const { locationId } = place;
  const name = place.unique();
  const made = await place.send(createTag, { params: { locationId }, body: { name } });
  const { id } = made['tag'] as { id: string };
  return { params: { locationId, tagId: id }, name };
}
