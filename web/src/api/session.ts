import { queryOptions } from '@tanstack/react-query';
import { ApiError, callOnce } from './client.ts';
import type { Operations } from './generated/operations.ts';

export type Session = Operations['get-session']['reply'];
export type SetupLink = Operations['check-link']['reply']['link'];
export type NewOwner = Omit<Operations['set-up']['body'], 'key'>;

/** Who is signed in; null where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await callOnce('get-session', { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const signIn = (email: string, password: string): Promise<Session> =>
  callOnce('sign-in', { body: { email, password } });

export const signOut = (): Promise<unknown> => callOnce('sign-out', {});

export const signOutEverywhere = (): Promise<unknown> => callOnce('sign-out-everywhere', {});

export const changePassword = (password: string, newPassword: string): Promise<unknown> =>
  callOnce('change-password', { body: { password, newPassword } });

export const checkSetupLink = async (key: string): Promise<SetupLink> =>
  (await callOnce('check-link', { body: { key } })).link;

export const createOwner = (key: string, owner: NewOwner): Promise<Session> =>
  callOnce('set-up', { body: { key, ...owner } });

export const acceptInvitation = (key: string, password: string): Promise<Session> =>
  callOnce('accept-invitation', { body: { key, password } });
