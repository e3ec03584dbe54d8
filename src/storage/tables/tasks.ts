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
    /** The recurring task that made it, which may be gone. */
    recurring_id: string | null;
    created_at: number;
    updated_at: number;
  };
  recurring_tasks: {
    no: Generated<number>;
    location_no: number;
    id: string;
    title: string;
    description: string;
    /** JSON list. */
    contact_ids: string;
    /** JSON list. */
    owners: string;
    /** JSON: the rule as sent, its times in UTC. */
    rule: string;
    /** How many of its times have made tasks. */
    made: number;
    /** The next of its times; null when there are no more. */
    next_at: number | null;
    created_at: number;
    updated_at: number;
  };
}

export type TaskRow = Selectable<TaskTables['tasks']>;
export type RecurringTaskRow = Selectable<TaskTables['recurring_tasks']>;
