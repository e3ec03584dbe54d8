import { queryOptions } from '@tanstack/react-query';
import { call, curlOfCall } from './client.ts';
import type { Operations } from './generated/operations.ts';

export type User = Operations['get-user-by-location']['reply']['users'][number];
export type Role = Operations['get-session']['reply']['user']['role'];
export type Invitation = Operations['invite-user']['reply'];
export type Grant = { role: Role; locationIds: string[] };
export type NewUser = Grant & { firstName: string; lastName: string; email: string };

const published = {
  owner: { type: 'agency', role: 'admin' },
  admin: { type: 'account', role: 'admin' },
  member: { type: 'account', role: 'user' },
} as const;

export function roleOfUser({ roles }: User): Role {
  if (roles.role !== 'admin') return 'member';
  return roles.type === 'agency' ? 'owner' : 'admin';
}

/** Owners reach every location, and are listed in those that they are of. */
const granted = ({ role, locationIds }: Grant) => ({ ...published[role], locationIds });

export const usersCurl = (locationId: string): string =>
  curlOfCall('get-user-by-location', { query: { locationId } });

/** Who may sign in to a location. Owners, who need be of none, are shown to owners. */
export const usersQuery = (locationId: string, isOwner: boolean) =>
  queryOptions({
    queryKey: ['users', locationId, isOwner ? 'and owners' : 'alone'],
    queryFn: async ({ signal }): Promise<User[]> => {
      const ofLocation = async (): Promise<User[]> =>
        (await call('get-user-by-location', { query: { locationId }, signal })).users;
      if (!isOwner) return ofLocation();
      const ofCompany = async (): Promise<User[]> => {
        const { location } = await call('get-location', { params: { locationId }, signal });
        const query = { companyId: location.companyId, type: 'agency', limit: '100' };
        return (await call('search-users', { query, signal })).users;
      };
      // Together: what is left while both are on their way fails both, and nobody would hear of the other.
      const [owners, here] = await Promise.all([ofCompany(), ofLocation()]);
      const all = [...owners, ...here].map((user) => [user.id, user] as const);
      return [...new Map(all).values()].toSorted((a, b) => a.name.localeCompare(b.name));
    },
  });

/** Without a password: the link of the invitation sets it. */
export async function createUser(locationId: string, user: NewUser): Promise<string> {
  const { location } = await call('get-location', { params: { locationId } });
  const { firstName, lastName, email } = user;
  const body = { companyId: location.companyId, firstName, lastName, email, ...granted(user) };
  return (await call('create-user', { body, locationId })).id;
}

export const userActions = (locationId: string, userId: string) => {
  const of = { params: { userId }, locationId };
  return {
    invite: (): Promise<Invitation> => call('invite-user', of),
    grant: (grant: Grant) => call('update-user', { ...of, body: granted(grant) }),
    setActive: (active: boolean) => call('set-user-active', { ...of, body: { active } }),
    remove: () => call('delete-user', of),
  };
};
