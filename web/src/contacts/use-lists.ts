import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { customFieldsQuery, tagNamesQuery, usersQuery } from '../api/location-lists.ts';
import { type ContactField, type Lists, contactFields } from './fields.tsx';

const none: readonly never[] = [];

/** What fields, owners and tags there are; none while they are read, or where one may not see them. */
export function useLists(locationId: string): { lists: Lists; fields: readonly ContactField[] } {
  const { data: customFields = none } = useQuery(customFieldsQuery(locationId));
  const { data: users = none } = useQuery(usersQuery(locationId));
  const { data: tags = none } = useQuery(tagNamesQuery(locationId));
  const lists = useMemo(() => ({ customFields, users, tags }), [customFields, users, tags]);
  const fields = useMemo(() => contactFields(lists), [lists]);
  return { lists, fields };
}
