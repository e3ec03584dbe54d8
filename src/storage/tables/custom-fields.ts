import type { Generated, Insertable, Selectable } from 'kysely';

export interface CustomFieldTables {
  custom_fields: {
    no: Generated<number>;
    location_no: number;
    id: string;
    /** `contact`, `opportunity` or `business`. */
    object: string;
    name: string;
    /** With its object: `contact.shirt_size`. */
    field_key: string;
    data_type: string;
    parent_id: string | null;
    position: number;
    /** JSON: options and what else depends on the type. */
    details: string;
    created_at: number;
    updated_at: number;
  };
  custom_field_folders: {
    no: Generated<number>;
    location_no: number;
    id: string;
    object: string;
    name: string;
    position: number;
    created_at: number;
    updated_at: number;
  };
}

export type CustomFieldRow = Selectable<CustomFieldTables['custom_fields']>;
export type NewCustomFieldRow = Insertable<CustomFieldTables['custom_fields']>;
export type CustomFieldFolderRow = Selectable<CustomFieldTables['custom_field_folders']>;
