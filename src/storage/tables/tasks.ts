import type { Generated, Selectable } from 'kysely';

export interface TaskTables {
  tasks: {
    no: Generated<number>;
    location_no: number;
    contact_no: number;
    id: string;
    title: string;
    body: string | null;
    due_at: number;
    completed: number;
    assigned_to: string | null;
    /** Folded title and body, for the search. */
    text: string;
    /** The recurring task that made it, and for which of its times. */
    recurring_no: number | null;
    occurs_at: number | null;
    created_at: number;
    updated_at: number;
  };
}

export type TaskRow = Selectable<TaskTables['tasks']>;
