import { createUser } from '../../../contract/users/operations.ts';
import type { Place, Samples } from '../place.ts';

const companyId = 'sample-company';

/** An address that is free in the whole installation. */
export function userEmail({ locationId }: Pick<Place, 'locationId'>, name: string): string {
  return `${name}.${locationId}@example.com`.toLowerCase();
}

/** Every field that can be set. */
function wholeUser(place: Place, name: string): Record<string, unknown> {
  const { locationId } = place;
  return {
    companyId,
    firstName: name,
    lastName: 'Sample',
    email: userEmail(place, name),
    password: 'Correct-Horse-7-Battery',
    phone: '+18832327657',
    type: 'account',
    role: 'admin',
    locationIds: [locationId],
    permissions: { campaignsEnabled: false, assignedDataOnly: true },
    scopes: ['contacts.write', 'campaigns.readonly'],
    scopesAssignedToOnly: ['contacts.write'],
    profilePhoto: 'https://img.example.com/photo.png',
    twilioPhone: { [locationId]: '+18832327657' },
    platformLanguage: 'en_US',
  };
}

export const userSamples: Samples = {
  'create-user': async (place) => {
    const name = place.unique();
    return { body: wholeUser(place, name), shows: name };
  },
  'get-user': async (place) => {
    const { userId, name } = await makeUser(place);
    return { params: { userId }, shows: name };
  },
  'update-user': async (place) => {
    const { userId } = await makeUser(place);
    const lastName = place.unique();
    return { params: { userId }, body: { companyId, lastName }, shows: lastName };
  },
  'delete-user': async (place) => {
    const { userId, name } = await makeUser(place);
    return { params: { userId }, shows: name };
  },
  'invite-user': async (place) => {
    const { userId } = await makeUser(place);
    return { params: { userId }, shows: userId };
  },
  'set-user-active': async (place) => {
    const { userId, name } = await makeUser(place);
    return { params: { userId }, body: { active: false }, shows: name };
  },
  'get-user-by-location': async (place) => {
    const { name } = await makeUser(place);
    return { query: { locationId: place.locationId }, shows: name };
  },
  'search-users': async (place) => {
    const { name } = await makeUser(place);
    const { locationId } = place;
    const query = { companyId, locationId };
    const filters = [{ type: 'account' }, { role: 'admin' }, { query: 'sample' }, {}];
    return {
      query: { ...query, query: name },
      shows: name,
      variants: filters.map((filter) => ({ ...query, ...filter })),
    };
  },
  'filter-users-by-email': async (place) => {
    const { name } = await makeUser(place);
    const email = userEmail(place, name);
    return { body: { companyId, emails: email, projection: 'all' }, shows: email };
  },
};

/** A user of the place. */
export async function makeUser(place: Place): Promise<{ userId: string; name: string }> {
  const name = place.unique();
  const made = await place.send(createUser, { body: wholeUser(place, name) });
  return { userId: String(made['id']), name };
}
