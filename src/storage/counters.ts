import type { Counter, Executor } from './engine.ts';
import { type Statement, statement } from './statement.ts';

type Addition = { no: number; by: number };

type ColumnCounter = Exclude<Counter, `event_counts.${string}`>;

const additions: Readonly<Record<ColumnCounter, Statement<Addition, unknown>>> = {
  'locations.contact_count': statement((db, p) =>
    db
      .updateTable('locations')
      .set((eb) => ({ contact_count: eb('contact_count', '+', p.by) }))
      .where('no', '=', p.no),
  ),
  'locations.bytes': statement((db, p) =>
    db
      .updateTable('locations')
      .set((eb) => ({ bytes: eb('bytes', '+', p.by) }))
      .where('no', '=', p.no),
  ),
  'tags.contact_count': statement((db, p) =>
    db
      .updateTable('tags')
      .set((eb) => ({ contact_count: eb('contact_count', '+', p.by) }))
      .where('no', '=', p.no),
  ),
};

const addEvents = statement<Addition & { type: string }>((db, p) =>
  db
    .insertInto('event_counts')
    .values({ location_no: p.no, type: p.type, count: p.by })
    .onConflict((at) =>
      at
        .columns(['location_no', 'type'])
        .doUpdateSet((eb) => ({ count: eb('event_counts.count', '+', eb.ref('excluded.count')) })),
    ),
);

const ofEvents = 'event_counts.';

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

/** The locations of the events that were counted. */
export function locationsWithEvents(additions: Additions): Set<number> {
  const found = new Set<number>();
  for (const [counter, rows] of additions) {
    if (counter.startsWith(ofEvents)) for (const no of rows.keys()) found.add(no);
  }
  return found;
}

const bytes = statement<{ locationNo: number }, { bytes: number }>((db, p) =>
  db.selectFrom('locations').select('bytes').where('no', '=', p.locationNo),
);

/** What a location has, of which nothing is pending. */
export async function bytesOf(tx: Executor, locationNo: number): Promise<number> {
  return (await tx.run(bytes, { locationNo }))[0]?.bytes ?? 0;
}

/** Of a location, in additions that are not written yet. */
export function pendingBytes(locationNo: number, pending: readonly Additions[]): number {
  const added = pending.map((each) => each.get('locations.bytes')?.get(locationNo) ?? 0);
  return added.reduce((sum, by) => sum + by, 0);
}

/** Writes the sums, in the transaction of the changes that they count. */
export async function writeAdditions(tx: Executor, sums: Additions): Promise<void> {
  for (const [counter, rows] of sums) {
    for (const [no, by] of rows) if (by !== 0) await write(tx, counter, { no, by });
  }
}

async function write(tx: Executor, counter: Counter, addition: Addition): Promise<void> {
  if (isColumn(counter)) await tx.run(additions[counter], addition);
  else await tx.run(addEvents, { ...addition, type: counter.slice(ofEvents.length) });
}

function isColumn(counter: Counter): counter is ColumnCounter {
  return !counter.startsWith(ofEvents);
}
