import type { TaskView } from '../api/tasks.ts';

/** What the address says of the list of tasks; what is left out is open, anybody's, and not searched for. */
export type AskedTasks = {
  view?: Exclude<TaskView, 'open'> | undefined;
  /** `me`, or the id of a user. */
  who?: string | undefined;
  q?: string | undefined;
};

const views: readonly unknown[] = ['overdue', 'today', 'upcoming', 'done'];
const longestQuery = 500;

export function readTaskSearch({ view, who, q }: Readonly<Record<string, unknown>>): AskedTasks {
  return {
    view: views.includes(view) ? (view as AskedTasks['view']) : undefined,
    who: typeof who === 'string' && who !== '' ? who : undefined,
    q:
      typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, longestQuery) : undefined,
  };
}
