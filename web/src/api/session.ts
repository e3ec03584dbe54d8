import { queryOptions } from '@tanstack/react-query';
import { ApiError, sendOnce } from './client.ts';

export type Session = {
  user: {
    id: string;
    name: string;
    firstName: string;
    lastName: string;
    email: string;
    role: 'owner' | 'admin' | 'member';
  };
  locations: { id: string; name: string }[];
  scopes: string[];
  expiresAt: string;
};

export type SetupLink = {
  kind: 'owner' | 'invite' | 'reset';
  firstName?: string;
  lastName?: string;
  email?: string;
};
export type NewOwner = { firstName: string; lastName: string; email: string; password: string };

/** Who is signed in; null where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await sendOnce<Session>('GET', '/api/session', { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const signIn = (email: string, password: string): Promise<Session> =>
  sendOnce('POST', '/api/session', { body: { email, password } });

export const signOut = (): Promise<unknown> => sendOnce('DELETE', '/api/session', {});

export const signOutEverywhere = (): Promise<unknown> => sendOnce('DELETE', '/api/sessions', {});

export const changePassword = (password: string, newPassword: string): Promise<unknown> =>
  sendOnce('PUT', '/api/session/password', { body: { password, newPassword } });

export const checkSetupLink = (key: string): Promise<SetupLink> =>
  sendOnce('POST', '/api/setup/check', { body: { key } });

export const createOwner = (key: string, owner: NewOwner): Promise<Session> =>
  sendOnce('POST', '/api/setup', { body: { key, ...owner } });

export const acceptInvitation = (key: string, password: string): Promise<Session> =>
  sendOnce('POST', '/api/invitations/accept', { body: { key, password } });
