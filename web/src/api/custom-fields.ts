import { queryOptions } from '@tanstack/react-query';
import { call, curlOfCall } from './client.ts';
import type { Operations } from './generated/operations.ts';

export type CustomField = Operations['get-custom-fields']['reply']['customFields'][number];
export type Folder = { id: string; name: string };
export type FieldsAndFolders = { fields: CustomField[]; folders: Folder[] };
export type NewField = Operations['create-custom-field']['body'];
export type FieldChange = Operations['update-custom-field']['body'];

const ofContacts = (locationId: string) => ({
  params: { locationId },
  query: { model: 'contact' as const },
});
const byObject = (locationId: string) => ({
  params: { objectKey: 'contact' },
  query: { locationId },
});

export const fieldsCurl = (locationId: string): string =>
  curlOfCall('get-custom-fields', ofContacts(locationId));

/** Fields come with them. */
export const foldersCurl = (locationId: string): string =>
  curlOfCall('get-custom-fields-by-object-key', byObject(locationId));

/** The custom fields of contacts in their order, and the folders that they can lie in. */
export const fieldsAndFoldersQuery = (locationId: string) =>
  queryOptions({
    queryKey: ['custom-fields', locationId, 'folders'],
    queryFn: async ({ signal }): Promise<FieldsAndFolders> => {
      const [{ customFields }, { folders }] = await Promise.all([
        call('get-custom-fields', { ...ofContacts(locationId), signal }),
        call('get-custom-fields-by-object-key', { ...byObject(locationId), signal }),
      ]);
      const named = folders.map(({ id, name }) => ({ id, name }));
      return {
        fields: customFields,
        folders: named.toSorted((a, b) => a.name.localeCompare(b.name)),
      };
    },
  });

/** Those that find the contacts with a value of a field. */
export const filtersOf = (fieldId: string) => [
  { field: `customFields.${fieldId}`, operator: 'exists' },
];

/** How many contacts hold a value of a field. */
export const valueCountQuery = (locationId: string, fieldId: string) =>
  queryOptions({
    queryKey: ['contacts', locationId, 'with-field', fieldId],
    queryFn: async ({ signal }): Promise<number> => {
      const body = { locationId, filters: filtersOf(fieldId) };
      return (await call('count-contacts', { body, signal })).total;
    },
    staleTime: 0,
  });

export const fieldActions = (locationId: string) => ({
  create: (body: NewField) => call('create-custom-field', { params: { locationId }, body }),
  update: (id: string, body: FieldChange) =>
    call('update-custom-field', { params: { locationId, id }, body }),
  remove: (id: string) => call('delete-custom-field', { params: { locationId, id } }),
  /** One after the other, where the place is another one than it is now. */
  order: async (ids: readonly string[]): Promise<void> => {
    const { customFields } = await call('get-custom-fields', ofContacts(locationId));
    const now = new Map(customFields.map(({ id, position }) => [id, position]));
    // From the end, so that one that stops in the middle has not put a later one before an earlier one.
    for (const [position, id] of [...ids.entries()].toReversed()) {
      if (!now.has(id) || now.get(id) === position) continue;
      await call('update-custom-field', { params: { locationId, id }, body: { position } });
    }
  },
});

export const folderActions = (locationId: string) => ({
  create: (name: string) =>
    call('create-custom-field-folder', { body: { locationId, objectKey: 'contact', name } }),
  rename: (id: string, name: string) =>
    call('update-custom-field-folder', { params: { id }, body: { locationId, name } }),
  remove: (id: string) =>
    call('delete-custom-field-folder', { params: { id }, query: { locationId } }),
});
