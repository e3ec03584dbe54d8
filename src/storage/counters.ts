import type { Counter, Executor } from './engine.ts';
import { type Statement, statement } from './statement.ts';

type Addition = { no: number; by: number };

const additions: Readonly<Record<Counter, Statement<Addition, unknown>>> = {
  'locations.contact_count': statement((db, p) =>
    db
      .updateTable('locations')
      .set((eb) => ({ contact_count: eb('contact_count', '+', p.by) }))
      .where('no', '=', p.no),
  ),
  'locations.event_count': statement((db, p) =>
    db
      .updateTable('locations')
      .set((eb) => ({ event_count: eb('event_count', '+', p.by) }))
      .where('no', '=', p.no),
  ),
  'tags.contact_count': statement((db, p) =>
    db
      .updateTable('tags')
      .set((eb) => ({ contact_count: eb('contact_count', '+', p.by) }))
      .where('no', '=', p.no),
  ),
};

/** Additions to counters, summed up by row. */
export type Additions = Map<Counter, Map<number, number>>;

export function add(to: Additions, counter: Counter, no: number, by: number): void {
  const rows = to.get(counter) ?? new Map<number, number>();
  to.set(counter, rows.set(no, (rows.get(no) ?? 0) + by));
}

export function addAll(to: Additions, from: Additions): void {
  for (const [counter, rows] of from) {
    for (const [no, by] of rows) add(to, counter, no, by);
  }
}

/** Writes the sums, in the transaction of the changes that they count. */
export async function writeAdditions(tx: Executor, sums: Additions): Promise<void> {
  for (const [counter, rows] of sums) {
    for (const [no, by] of rows) if (by !== 0) await tx.run(additions[counter], { no, by });
  }
}
