import { queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import type { Operations } from './generated/operations.ts';

export type CustomField = Operations['get-custom-fields']['reply']['customFields'][number];
export type Folder = { id: string; name: string };
export type FieldsAndFolders = { fields: CustomField[]; folders: Folder[] };
export type NewField = Operations['create-custom-field']['body'];
export type FieldChange = Operations['update-custom-field']['body'];

/** The custom fields of contacts in their order, and the folders that they can lie in. */
export const fieldsAndFoldersQuery = (locationId: string) =>
  queryOptions({
    queryKey: ['custom-fields', locationId, 'folders'],
    queryFn: async ({ signal }): Promise<FieldsAndFolders> => {
      const query = { model: 'contact' as const };
      const [{ customFields }, { folders }] = await Promise.all([
        call('get-custom-fields', { params: { locationId }, query, signal }),
        call('get-custom-fields-by-object-key', {
          params: { objectKey: 'contact' },
          query: { locationId },
          signal,
        }),
      ]);
      const named = folders.map(({ id, name }) => ({ id, name }));
      return {
        fields: customFields,
        folders: named.toSorted((a, b) => a.name.localeCompare(b.name)),
      };
    },
  });

/** How many contacts hold a value of a field. */
export const valueCountQuery = (locationId: string, fieldId: string) =>
  queryOptions({
    queryKey: ['contacts', locationId, 'with-field', fieldId],
    queryFn: async ({ signal }): Promise<number> => {
      const filters = [{ field: `customFields.${fieldId}`, operator: 'exists' }];
      const body = { locationId, pageLimit: 1, filters };
      return (await call('search-contacts-advanced', { body, signal })).total;
    },
    staleTime: 0,
  });

export const fieldActions = (locationId: string) => ({
  create: (body: NewField) => call('create-custom-field', { params: { locationId }, body }),
  update: (id: string, body: FieldChange) =>
    call('update-custom-field', { params: { locationId, id }, body }),
  remove: (id: string) => call('delete-custom-field', { params: { locationId, id } }),
  /** One after the other: each takes its place among the others. */
  order: async (fields: readonly CustomField[]): Promise<void> => {
    for (const [position, { id, position: before }] of fields.entries()) {
      if (position === before) continue;
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
