import type { Generated, Selectable } from 'kysely';

export interface NoteTables {
  notes: {
    no: Generated<number>;
    location_no: number;
    contact_no: number;
    id: string;
    body: string;
    user_id: string | null;
    title: string | null;
    color: string | null;
    pinned: number;
    created_at: number;
    updated_at: number;
  };
}

export type NoteRow = Selectable<NoteTables['notes']>;
