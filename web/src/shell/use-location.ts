import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type Session, sessionQuery } from '../api/session.ts';

/** The location that the address names. */
export function useLocationId(): string {
  return useParams({ from: '/l/$location' }).location;
}

/** Who is signed in: pages below a location are not shown to anybody else. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('nobody is signed in');
  return data;
}

/** Whether what is signed in may do what takes a scope. */
export function useMay(scope: string): boolean {
  return useSession().scopes.includes(scope);
}
