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
    /** Never leaves the storage; empty for who has none yet. */
    password_hash: string;
    /** JSON: what is only returned. */
    profile: string;
    created_at: number;
    updated_at: number;
    /** Since when the user may not sign in. */
    deactivated_at: number | null;
  };
  user_locations: { location_no: number; user_no: number };
  sessions: {
    no: Generated<number>;
    /** Of the token in the cookie. */
    hash: Uint8Array;
    user_no: number;
    created_at: number;
    last_used_at: number;
    /** Unless it is used; never after `ends_at`. */
    idle_ends_at: number;
    ends_at: number;
    /** Where it began, as text to be shown. */
    address: string;
    user_agent: string;
  };
  /** Links that work once. */
  user_links: {
    /** Of the key in the link. */
    hash: Uint8Array;
    kind: LinkKind;
    /** Whose password it sets; null where it makes the owner. */
    user_no: number | null;
    created_at: number;
    ends_at: number;
    used_at: number | null;
  };
}

export type LinkKind = 'owner' | 'invite' | 'reset';

export type UserRow = Selectable<UserTables['users']>;
