import type { Generated, Selectable } from 'kysely';

export interface CustomValueTables {
  custom_values: {
    no: Generated<number>;
    location_no: number;
    id: string;
    name: string;
    /** What was made of the first name: `custom_values.<slug>` in templates. */
    slug: string;
    value: string;
    created_at: number;
    updated_at: number;
  };
}

export type CustomValueRow = Selectable<CustomValueTables['custom_values']>;
