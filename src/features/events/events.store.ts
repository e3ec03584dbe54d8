import type { EventType } from '../../../contract/events/event-types.ts';
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import {
  byteLength,
  itemRows,
  itemsOf,
  memberNumber,
  memberText,
  notIndexed,
  orElse,
} from '../../storage/dialect.ts';
import type { Executor, Transaction } from '../../storage/engine.ts';
import type { Database } from '../../storage/schema.ts';
import { statement } from '../../storage/statement.ts';

export type NewEvent = {
  locationNo: number | null;
  type: EventType;
  recordId: string;
  contactId: string | null;
  version: number | null;
  at: number;
  actor: string;
};

const insert = statement<NewEvent, { position: number }>((db, p) =>
  db
    .insertInto('events')
    .values({
      location_no: p.locationNo,
      type: p.type,
      record_id: p.recordId,
      contact_id: p.contactId,
      version: p.version,
      at: p.at,
      actor: p.actor,
    })
    .returning('position'),
);

const insertValues = statement<
  { position: number; before: string | null; after: string | null },
  unknown
>((db, p) =>
  db.insertInto('event_values').values({ position: p.position, before: p.before, after: p.after }),
);

/** Appends one event; its values stand apart, so that erase can remove them. */
export async function insertEvent(
  tx: Transaction,
  event: NewEvent,
  values: { before: string | null; after: string | null },
): Promise<void> {
  const [row] = await tx.run(insert, event);
  if (!row) throw new Error('an insert returned no key');
  await tx.run(insertValues, { position: row.position, ...values });
  if (event.locationNo !== null) tx.count(`event_counts.${event.type}`, event.locationNo, 1);
}

type ManyEvents = { locationNo: number; at: number; actor: string; events: string };

const insertMany = statement<ManyEvents, { position: number }>((db, p) =>
  db
    .insertInto('events')
    .columns(['location_no', 'type', 'record_id', 'contact_id', 'version', 'at', 'actor'])
    .expression((eb) =>
      eb
        .selectFrom(itemRows<string>(p.events))
        .select([
          sql<number>`${p.locationNo}`.as('location_no'),
          memberText('type').as('type'),
          memberText('recordId').as('record_id'),
          memberText('contactId').as('contact_id'),
          memberNumber('version').as('version'),
          sql<number>`${p.at}`.as('at'),
          sql<string>`${p.actor}`.as('actor'),
        ])
        .orderBy('item.key'),
    )
    .returning('position'),
);

const insertManyValues = statement<{ values: string }, unknown>((db, p) =>
  db
    .insertInto('event_values')
    .columns(['position', 'before', 'after'])
    .expression((eb) =>
      eb
        .selectFrom(itemRows<string>(p.values))
        .select([
          memberNumber('position').as('position'),
          memberText('before').as('before'),
          memberText('after').as('after'),
        ]),
    ),
);

type ManyEvent = Pick<NewEvent, 'type' | 'recordId' | 'contactId' | 'version'> & {
  before: string | null;
  after: string | null;
};

/** Appends events of one location in their order, in two statements. */
export async function insertEvents(
  tx: Transaction,
  of: { locationNo: number; at: number; actor: string },
  events: readonly ManyEvent[],
): Promise<void> {
  const heads = events.map(({ before: _before, after: _after, ...head }) => head);
  const rows = await tx.run(insertMany, { ...of, events: JSON.stringify(heads) });
  const positions = rows.map(({ position }) => position).sort((a, b) => a - b);
  const values = events.map(({ before, after }, at) => ({
    position: positions[at],
    before,
    after,
  }));
  await tx.run(insertManyValues, { values: JSON.stringify(values) });
  for (const { type } of events) tx.count(`event_counts.${type}`, of.locationNo, 1);
}

export type EventRow = {
  position: number;
  type: string;
  record_id: string;
  contact_id: string | null;
  version: number | null;
  at: number;
  actor: string;
  before: string | null;
  after: string | null;
};

export type EventPage = {
  locationNo: number;
  types: readonly string[];
  after: number;
  limit: number;
};
type ContactPage = EventPage & { contactId: string };
export type FoundEvent = { position: number; bytes: number };

/** Known without reading the values. */
const bytes = sql<number>`${orElse(byteLength('before'), 0)} + ${orElse(byteLength('after'), 0)}`;

/**
 * The next events of these types in the order of all, with the bytes of their values. Each type is
 * sought by itself, so that what lies between costs nothing.
 */
export async function selectNextEvents(
  tx: Executor,
  { locationNo, types, after, limit }: EventPage,
): Promise<FoundEvent[]> {
  const ofType = (type: string): RawBuilder<unknown> => sql`select * from (
    select position from events
    where location_no = ${locationNo} and type = ${type} and position > ${after}
    order by position limit ${limit})`;
  const ofAll = sql.join(types.map(ofType), sql` union all `);
  const { rows } = await sql<FoundEvent>`
    select e.position, ${bytes} as bytes
    from (select position from (${ofAll}) order by position limit ${limit}) e
    left join event_values v on v.position = e.position
    order by e.position`.execute(tx.db);
  return rows;
}

// So it keeps to the index of the contact, which has the type.
const ofTypes = (types: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`${notIndexed('type')} in ${itemsOf(types)}`;

type OfContact = {
  locationNo: number;
  contactId: string;
  types: string;
  after: number;
  limit: number;
};

const ofContact = (db: Kysely<Database>, p: OfContact) =>
  db
    .selectFrom('events')
    .leftJoin('event_values', 'event_values.position', 'events.position')
    .select(['events.position', bytes.as('bytes')])
    .where('location_no', '=', p.locationNo)
    .where('contact_id', '=', p.contactId)
    .where(ofTypes(p.types))
    .limit(p.limit);

const selectNextOfContact = statement<OfContact, FoundEvent>((db, p) =>
  ofContact(db, p).where('events.position', '>', p.after).orderBy('events.position'),
);
const selectPreviousOfContact = statement<OfContact, FoundEvent>((db, p) =>
  ofContact(db, p).where('events.position', '<', p.after).orderBy('events.position', 'desc'),
);

/** As `selectNextEvents`, of one contact. */
export async function selectNextContactEvents(
  tx: Executor,
  { types, ...page }: ContactPage,
): Promise<FoundEvent[]> {
  return tx.run(selectNextOfContact, { ...page, types: JSON.stringify(types) });
}

/** Those before a position, the newest first. */
export async function selectPreviousContactEvents(
  tx: Executor,
  { types, ...page }: ContactPage,
): Promise<FoundEvent[]> {
  return tx.run(selectPreviousOfContact, { ...page, types: JSON.stringify(types) });
}

const selectAt = statement<{ locationNo: number; positions: string }, EventRow>((db, p) =>
  db
    .selectFrom('events')
    .leftJoin('event_values', 'event_values.position', 'events.position')
    .select([
      'events.position',
      'type',
      'record_id',
      'contact_id',
      'version',
      'at',
      'actor',
      'before',
      'after',
    ])
    .where(notIndexed<number>('location_no'), '=', p.locationNo)
    .where('events.position', 'in', itemsOf<number>(p.positions))
    .orderBy('events.position'),
);

/** Whole events by their positions, in order. */
export async function selectEventsAt(
  tx: Executor,
  { locationNo, positions }: { locationNo: number; positions: readonly number[] },
): Promise<EventRow[]> {
  return tx.run(selectAt, { locationNo, positions: JSON.stringify(positions) });
}

const lastPosition = statement<object, { position: number | null }>((db) =>
  db.selectFrom('events').select(({ fn }) => fn.max('position').as('position')),
);

/** Of the last event there is, of any location; 0 for none. */
export async function selectLastPosition(tx: Executor): Promise<number> {
  const [row] = await tx.run(lastPosition, {});
  return row?.position ?? 0;
}

const locationsAfter = statement<
  { after: number; limit: number },
  { location_no: number | null; position: number }
>((db, p) =>
  db
    .selectFrom('events')
    .select(['location_no', 'position'])
    .where('position', '>', p.after)
    .orderBy('position')
    .limit(p.limit),
);

/** Which locations the next events are of. */
export async function selectLocationsAfter(
  tx: Executor,
  page: { after: number; limit: number },
): Promise<{ location_no: number | null; position: number }[]> {
  return tx.run(locationsAfter, page);
}

const counts = statement<{ locationNo: number }, { type: string; count: number }>((db, p) =>
  db.selectFrom('event_counts').select(['type', 'count']).where('location_no', '=', p.locationNo),
);

/** How many events of each type a location has: counters, since a feed asks at every page. */
export async function selectEventCounts(
  tx: Executor,
  locationNo: number,
): Promise<{ type: string; count: number }[]> {
  return tx.run(counts, { locationNo });
}

const countOfContact = statement<
  { locationNo: number; contactId: string; types: string },
  { total: number }
>((db, p) =>
  db
    .selectFrom('events')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('location_no', '=', p.locationNo)
    .where('contact_id', '=', p.contactId)
    .where(ofTypes(p.types)),
);

/** How many events of these types a contact has. */
export async function countContactEvents(
  tx: Executor,
  { types, ...of }: { locationNo: number; contactId: string; types: readonly string[] },
): Promise<number> {
  const [row] = await tx.run(countOfContact, { ...of, types: JSON.stringify(types) });
  return row?.total ?? 0;
}
