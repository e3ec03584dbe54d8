import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { customFieldsQuery, tagNamesQuery } from '../api/location-lists.ts';
import { usersQuery } from '../api/users.ts';
import { useSession } from '../shell/use-location.ts';
import { type ContactField, type Lists, contactFields } from './fields.tsx';

const none: readonly never[] = [];

/** What fields, owners and tags there are; none while they are read, or where one may not see them. */
export function useLists(locationId: string): { lists: Lists; fields: readonly ContactField[] } {
  const isOwner = useSession().user.role === 'owner';
  const { data: customFields = none } = useQuery(customFieldsQuery(locationId));
  const { data: users = none } = useQuery({
    ...usersQuery(locationId, isOwner),
    staleTime: 60_000,
  });
  const { data: tags = none } = useQuery(tagNamesQuery(locationId));
  const lists = useMemo(() => ({ customFields, users, tags }), [customFields, users, tags]);
  const fields = useMemo(() => contactFields(lists), [lists]);
  return { lists, fields };
}
