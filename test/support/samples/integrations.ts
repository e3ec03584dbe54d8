import {
  createIntegration,
  rotateIntegration,
} from '../../../contract/private-integrations/operations.ts';
import type { Place, Samples } from '../place.ts';

export const integrationSamples: Samples = {
  'create-integration': async ({ locationId, unique }) => {
    const name = unique();
    return { params: { locationId }, body: { name, scopes: ['contacts'] }, shows: name };
  },
  'list-integrations': async (place) => {
    const { name } = await integration(place);
    return { params: { locationId: place.locationId }, shows: name };
  },
  'get-integration': async (place) => {
    const { params, name } = await integration(place);
    return { params, shows: name };
  },
  'list-integration-calls': async (place) => {
    const { params } = await integration(place);
    return { params, shows: params.integrationId };
  },
  'update-integration': async (place) => {
    const { params } = await integration(place);
    const name = place.unique();
    return { params, body: { name }, shows: name };
  },
  'rotate-integration': async (place) => {
    const { params, name } = await integration(place);
    return { params, body: { expirePrevious: 'now' }, shows: name };
  },
  'cancel-integration-rotation': async (place) => {
    const { params, name } = await integration(place);
    await place.send(rotateIntegration, { params, body: { expirePrevious: 'later' } });
    return { params, shows: name };
  },
  'delete-integration': async (place) => {
    const { params } = await integration(place);
    return { params };
  },
  'revoke-integration': async (place) => {
    const { params, name } = await integration(place);
    return { params, shows: name };
  },
};

async function integration(
  place: Place,
): Promise<{ params: { locationId: string; integrationId: string }; name: string }> {
  const { locationId } = place;
  const name = place.unique();
  const made = await place.send(createIntegration, {
    params: { locationId },
    body: { name, scopes: ['contacts'] },
  });
  return { params: { locationId, integrationId: String(made.integration?.id) }, name };
}
