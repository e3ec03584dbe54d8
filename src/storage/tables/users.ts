import type { Generated, Selectable } from 'kysely';

export interface UserTables {
  users: {
    no: Generated<number>;
    id: string;
    company_id: string;
    first_name: string;
    last_name: string;
    email: string;
    /** What is unique in the installation. */
    email_key: string;
    /** Folded: first and last name, and the other way round. */
    name_key: string;
    last_name_key: string;
    /** Folded name, e-mail and the digits of the phone, a line each. */
    text: string;
    type: string;
    role: string;
    /** Never leaves the storage. */
    password_hash: string;
    /** JSON: what is only returned. */
    profile: string;
    created_at: number;
    updated_at: number;
  };
  user_locations: { location_no: number; user_no: number };
}

export type UserRow = Selectable<UserTables['users']>;
